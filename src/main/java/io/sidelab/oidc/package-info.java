/**
 * Sign-in with an organisation's own provider by OpenID Connect: the authorization code flow with
 * PKCE, state and nonce, as a confidential client. Knows people by issuer and subject and nothing
 * of accounts. Calls wait for the network on the caller's thread, for seconds at most; a bounded
 * number of callers at a time.
 */
package io.sidelab.oidc;
