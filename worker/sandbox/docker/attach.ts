import { Duplex } from 'node:stream'
import type Docker from 'dockerode'
import { ProtocolError, Splitter } from '../protocol/frames.ts'
import { SupervisorLink } from '../protocol/link.ts'

const HELLO_TIMEOUT_MS = 20_000
/** The engine's own multiplexing of a container's output: kind, three zero bytes, length (big-endian). */
const MUX_HEADER_BYTES = 8
const MAX_MUX_BYTES = 16 * 1024 * 1024
const STDERR = 2
const KEPT_DIAGNOSTICS_BYTES = 1000

/** Attaches to a created container, starts it, and waits for its supervisor. The stream is attached first: no byte is lost. */
export async function attachAndStart(container: Docker.Container): Promise<SupervisorLink> {
  const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true })
  if (!(stream instanceof Duplex)) throw new Error('The engine did not hand over a two-way stream.')
  const link = linkOver(stream)
  try {
    await container.start()
  } catch (error) {
    link.lose('its container did not start')
    throw error
  }
  const timeout = setTimeout(() => link.lose('its supervisor did not answer'), HELLO_TIMEOUT_MS)
  await link.ready.finally(() => clearTimeout(timeout))
  return link
}

function linkOver(stream: Duplex): SupervisorLink {
  const link = new SupervisorLink(stream)
  const mux = new Splitter(MUX_HEADER_BYTES, (header) => {
    const size = header.readUInt32BE(4)
    if (size > MAX_MUX_BYTES) throw new ProtocolError('The engine announced too long a piece.')
    return MUX_HEADER_BYTES + size
  })
  let diagnostics = ''
  const lose = (fallback: string) => link.lose(diagnostics.trim() || fallback)
  stream.on('data', (chunk: Buffer) => {
    try {
      for (const piece of mux.push(chunk)) {
        const bytes = piece.subarray(MUX_HEADER_BYTES)
        if (piece.readUInt8(0) !== STDERR) link.receive(bytes)
        else if (diagnostics.length < KEPT_DIAGNOSTICS_BYTES) diagnostics += bytes.toString('utf8')
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      link.lose(error.message)
    }
  })
  stream.on('error', (error) => lose(`its stream broke (${error.message})`))
  stream.on('end', () => lose('its container stopped'))
  stream.on('close', () => lose('its container stopped'))
  return link
}
