package io.sidelab.http;

/**
 * The learner behind a request.
 *
 * @param id public name, for logs and labels; says nothing of the secret
 * @param secretHash SHA-256 of the cookie's secret, in hexadecimal
 */
record Learner(String id, String secretHash) {}
