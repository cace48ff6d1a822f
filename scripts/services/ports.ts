import { createServer } from 'node:net'

/** Whether a port can be bound on the loopback address. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** The kept port while it is free; else any free one from the range that systems do not hand out by themselves. */
export async function chooseLoopbackPort(kept?: number): Promise<number> {
  if (kept && (await isPortFree(kept))) return kept
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if (await isPortFree(port)) return port
  }
}
