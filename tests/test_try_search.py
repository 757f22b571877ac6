import pytest
from django.contrib.auth.models import AnonymousUser
from issues.search import vocabulary
from searching import finding, indexing, nearest
from searching.finding import Within
pytestmark=pytest.mark.django_db
def test_try(sample, client):
    import time
    t=time.perf_counter(); indexing.work_off(); print("index", time.perf_counter()-t)
    from searching.models import Document, Change
    print(Document.objects.count(), Change.objects.count())
    w=Within(AnonymousUser())
    for q in "費用負担 デジタル人材 DX 人材 総務省 デジタル庁 メルクマール ガバクラ みさと R60018 r6-18 18 いちのみや 引越し 取組 髙".split()+["運用 -経費","費","「国費」","ひようふたん","費用不担","システム 移行"]:
        query=vocabulary.query_of(q,None)
        t=time.perf_counter()
        h=finding.hits(query,w,most=200)
        dt=time.perf_counter()-t
        print(q, round(dt*1000), [(x.group.label,x.total) for x in h], "" if h else nearest.nearest(query.words[0],w))
    r=client.get("/search/",{"q":"費用負担"})
    print(r.status_code, len(r.content))
    r=client.get("/search/",{"q":"費用負担","group":"requests"}); print(r.status_code)
    r=client.get("/search/",{"q":"費用不担"}); print(r.status_code, r.content.decode()[r.content.decode().find("近い"):][:300])
    assert 0
