/** Next.js calls it once, before the server takes requests. */
export async function register(): Promise<void> {
  // Written so that the bundle for the edge runtime, which is built besides, leaves it out.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { recordPeers } = await import('#app/_server/record-peer.ts')
    recordPeers()
  }
}
