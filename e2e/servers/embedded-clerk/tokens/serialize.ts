/** The bare answer to a token request. */
export function tokenJSON(jwt: string) {
  return { object: 'token', jwt };
}
