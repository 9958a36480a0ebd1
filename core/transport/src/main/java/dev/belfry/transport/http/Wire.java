package dev.belfry.transport.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;

/** What all calls of a client share. */
record Wire(Vertx vertx, HttpClient client, OpenedConnections opened, TargetAddresses addresses) {}
