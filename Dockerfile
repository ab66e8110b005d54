# Stage 1 installs the locked packages into a virtual environment; stage 2 is what runs, without the sources.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/responder
COPY requirements.lock ./
RUN /opt/responder/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml LICENSE README.md rules.yaml ./
COPY scripts/wheel_contents.py scripts/
COPY migrations/ migrations/
COPY templates/ templates/
COPY responder/ responder/
RUN /opt/responder/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/responder --create-home responder
COPY --from=build /opt/responder /opt/responder
# The operator's own rules and templates are mounted over these.
COPY --chown=responder:responder rules.yaml /etc/responder/rules.yaml
COPY --chown=responder:responder templates/ /etc/responder/templates/
ENV PATH=/opt/responder/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    RESPONDER_DATABASE_URL=sqlite:////var/lib/responder/responder.db \
    RESPONDER_RULES=/etc/responder/rules.yaml \
    RESPONDER_TEMPLATES=/etc/responder/templates \
    RESPONDER_HTTP=127.0.0.1:8025
USER responder
WORKDIR /var/lib/responder
VOLUME /var/lib/responder
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://' + os.environ['RESPONDER_HTTP'] + '/health', timeout=4)"]
ENTRYPOINT ["responder"]
CMD ["run"]
