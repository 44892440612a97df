# The portal's image: web, worker and beat run from it. Built by docker-compose.yml.

FROM python:3.11-slim-bookworm AS libraries
RUN python -m venv /venv
COPY requirements.txt /
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check \
    --require-hashes --only-binary=:all: --no-deps -r /requirements.txt

FROM python:3.11-slim-bookworm
# What the PDF library draws with; the fonts come with the project.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 portal \
    && useradd --uid 10001 --gid portal --no-create-home --home-dir /tmp --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal -m 0700 /data
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    DATA_DIR=/data \
    STATIC_ROOT=/app/static-built
WORKDIR /app
COPY --from=libraries /venv /venv
COPY . .
# The key is thrown away with this layer's environment; nothing is signed with it.
RUN python -m compileall -q . \
    && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
       DATA_DIR=/tmp/build DATABASE_URL=sqlite:////tmp/build/none BROKER_URL=redis://build.invalid \
       SITE_URL=https://build.invalid ALLOWED_HOSTS=build.invalid \
       python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf /tmp/build
USER portal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", "0.0.0.0:8000", "hdr_portal.wsgi:application"]
