/** One message between the worker and a shell process: `[u32 length][u8 kind][body]`. */
export interface Frame {
  kind: number
  body: Uint8Array
}

export const FRAME_JSON = 1
export const FRAME_STDOUT = 2
export const FRAME_STDERR = 3

const HEADER_BYTES = 5

/** A frame as bytes for the wire. */
export function encodeFrame(kind: number, body: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + body.byteLength)
  frame.writeUInt32LE(body.byteLength, 0)
  frame.writeUInt8(kind, 4)
  frame.set(body, HEADER_BYTES)
  return frame
}

/** The frames of a byte stream. Reads on only when asked, so a slow consumer holds the sender back. */
export async function* decodeFrames(source: AsyncIterable<Uint8Array>, maxBodyBytes: number): AsyncGenerator<Frame> {
  let pending: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk])
    let at = 0
    while (pending.length - at >= HEADER_BYTES) {
      const length = pending.readUInt32LE(at)
      if (length > maxBodyBytes) throw new Error(`A frame of ${length} bytes is over the limit of ${maxBodyBytes}.`)
      if (pending.length - at < HEADER_BYTES + length) break
      const body = pending.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length)
      yield { kind: pending.readUInt8(at + 4), body }
      at += HEADER_BYTES + length
    }
    pending = pending.subarray(at)
  }
}
