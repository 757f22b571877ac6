"""The start page, records and their lists, organizations, and the API."""

TABLE = """
home                      GET  -  200 200 200 200 200 200 200
help                      GET  -  200 200 200 200 200 200 200
health                    GET  -  200 200 200 200 200 200 200
issues:requests:list      GET  -  200 200 200 200 200 200 200
issues:requests:new       GET  -  302 200 200 403 403 200 200
issues:requests:new       POST -  302 422 422 403 403 422 422
issues:requests:detail    GET  p  200 200 200 200 200 200 200
issues:requests:detail    GET  u  404 200 200 200 404 200 404
issues:requests:detail    POST p  405 405 405 405 405 405 405
issues:requests:edit      GET  p  302 200 200 403 403 200 403
issues:requests:edit      GET  u  302 200 200 403 404 200 404
issues:requests:edit      POST p  302 422 422 403 403 422 403
issues:requests:edit      POST u  302 422 422 403 404 422 404
issues:points:list        GET  -  200 200 200 200 200 200 200
issues:points:detail      GET  -  200 200 200 200 200 200 200
issues:commitments:list   GET  -  200 200 200 200 200 200 200
issues:commitments:detail GET  p  200 200 200 200 200 200 200
issues:commitments:detail GET  u  404 200 200 200 404 404 404
issues:commitments:edit   GET  p  302 200 200 403 403 403 403
issues:commitments:edit   GET  u  302 200 200 403 404 404 404
issues:commitments:edit   POST p  302 422 422 403 403 403 403
issues:commitments:edit   POST u  302 422 422 403 404 404 404
organizations:list        GET  -  200 200 200 200 200 200 200
organizations:detail      GET  -  200 200 200 200 200 200 200
api:api-root              GET  -  200 200 200 200 200 200 200
api:schema                GET  -  200 200 200 200 200 200 200
api:request-list          GET  -  200 200 200 200 200 200 200
api:request-list          POST -  405 405 405 405 405 405 405
api:request-detail        GET  p  200 200 200 200 200 200 200
api:request-detail        GET  u  404 200 200 200 404 200 404
api:commitment-list       GET  -  200 200 200 200 200 200 200
api:commitment-detail     GET  p  200 200 200 200 200 200 200
api:commitment-detail     GET  u  404 200 200 200 404 404 404
api:point-list            GET  -  200 200 200 200 200 200 200
api:point-detail          GET  -  200 200 200 200 200 200 200
api:meeting-list          GET  -  200 200 200 200 200 200 200
api:meeting-detail        GET  p  200 200 200 200 200 200 200
api:meeting-detail        GET  u  404 200 200 200 404 200 404
api:organization-list     GET  -  200 200 200 200 200 200 200
api:organization-detail   GET  -  200 200 200 200 200 200 200
"""
