import type { Socket } from 'node:net'

const LOOK_EVERY_MS = 20

/** Ends a connection over which more has come than anybody wants to keep, whatever reads from it. */
export function destroyWhenFull(socket: Socket, maxBytes: number): { isFull(): boolean; stop(): void } {
  let isFull = false
  const timer = setInterval(() => {
    if (socket.bytesRead <= maxBytes) return
    isFull = true
    socket.destroy()
  }, LOOK_EVERY_MS)
  return { isFull: () => isFull, stop: () => clearInterval(timer) }
}
