# What `wrangler.toml` says to Cloudflare, said to workerd itself.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "orders", worker = (
      modules = [(name = "worker.js", esModule = embed "dist/worker.js")],
      compatibilityDate = "2026-01-01",
      # for `@vigil/fetch/als`; nodejs_compat, which later dates have by default, includes it
      compatibilityFlags = ["nodejs_als"],
      bindings = [
        (name = "SENTRY_DSN", fromEnvironment = "SENTRY_DSN"),
        (name = "PAYMENT_URL", fromEnvironment = "PAYMENT_URL"),
      ],
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:3000", http = (), service = "orders")],
);
