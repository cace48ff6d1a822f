/** Next.js calls it once, before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { subscribe } = await import('node:diagnostics_channel')
  const { PEER_HEADER } = await import('#app/_server/client.ts')
  // Next.js hides the socket from route handlers, and lets a client's own x-forwarded-for pass for its address.
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: import('node:http').IncomingMessage }
    request.headers[PEER_HEADER] = request.socket.remoteAddress
  })
}
