# The appliance in a container. It needs no network at all:
#   docker build -t ecluse .
#   docker run --rm -it --network none --read-only --tmpfs /tmp --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined -v ecluse:/home/node/ecluse ecluse appliance init /home/node/ecluse --name "CSS central"
# Gap mode machine takes root and the host's own files, or is refused: a container's links say nothing of the machine's.
#   docker run --rm -it --user 0 --privileged -v /proc:/host/proc:ro -v /sys:/host/sys:ro -v ecluse:/home/node/ecluse ecluse appliance gap /home/node/ecluse
# A session of the unplugged host is held with those same options: appliance session /home/node/ecluse --gap machine.
# The chamber makes namespaces and mounts of its own, which Docker's default profiles forbid to an ordinary user: hence the security options. With the
# first alone it is cut off from the network and no more: a trial can be held, a session of an unplugged machine cannot.
FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
COPY appliance appliance
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends util-linux mount iproute2 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
RUN mkdir -p /home/node/ecluse && chown node:node /home/node/ecluse
USER node
VOLUME /home/node/ecluse
ENTRYPOINT ["node", "/app/dist/src/cli/main.js"]
CMD ["--help"]
