/* oidc-provider has no types of its own; this is what the tests use of it. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Grant {
    addOIDCScope(scope: string): void
    addResourceScope(resource: string, scope: string): void
    save(): Promise<string>
  }
  interface Context {
    oidc: {
      provider: Provider
      client: { clientId: string }
      session: { accountId: string }
      params?: { resource?: string | string[] }
    }
  }
  export default class Provider {
    constructor(issuer: string, configuration: object)
    readonly Client: { prototype: { redirectUriAllowed(uri: string): boolean } }
    readonly Grant: new (properties: {
      clientId: string
      accountId: string
    }) => Grant
    readonly AccessToken: { find(value: string): Promise<{ accountId: string; isValid: boolean } | undefined> }
    on(event: string, listener: (...args: unknown[]) => void): void
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  }
  export type { Context }
}
