# Sidelab as an image that needs nothing but the engine's socket:
#   docker build -t sidelab .
#   docker run -p 8080:8080 -p 8081:8081 -v /var/run/docker.sock:/var/run/docker.sock -v sidelab:/data sidelab
#
# BASE is there for networks that inspect TLS: a debian:12 with their CA under
# /usr/local/share/ca-certificates is picked up by Maven and npm below.
ARG BASE=debian:12

FROM ${BASE} AS build
ENV DEBIAN_FRONTEND=noninteractive
# Debian's JRE links its manual pages there and fails where a slim base has no such folder.
RUN mkdir -p /usr/share/man/man1 \
 && apt-get update \
 && apt-get install --yes --no-install-recommends \
      ca-certificates openjdk-17-jdk-headless maven nodejs npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /sidelab
# The libraries come first: these layers stay cached until a pom.xml or a lock file changes.
COPY pom.xml ./
RUN mvn -q -B dependency:go-offline
COPY web/build web/package.json web/package-lock.json web/
RUN web/build --install-only
COPY web web
COPY src/main src/main
RUN mvn -q -B -DskipTests -Dmaven.test.skip -Dcheckstyle.skip package

FROM ${BASE}
ENV DEBIAN_FRONTEND=noninteractive
RUN mkdir -p /usr/share/man/man1 \
 && apt-get update \
 && apt-get install --yes --no-install-recommends \
      ca-certificates debian-archive-keyring mmdebstrap openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /sidelab
COPY --from=build /sidelab/target/lib target/lib
COPY --from=build /sidelab/target/sidelab.jar target/sidelab.jar
COPY labs labs
COPY src/main/java.options src/main/java.options
# The server runs as root in here because the engine's socket belongs to root, and whoever may use
# that socket is root on the host anyway: another user would look safer without being so.
ENV SIDELAB_DATA=/data SIDELAB_HTTP_HOST=0.0.0.0
EXPOSE 8080 8081
VOLUME /data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == 200 ]]"]
ENTRYPOINT ["java", "@src/main/java.options", "-jar", "target/sidelab.jar"]
CMD ["serve"]
