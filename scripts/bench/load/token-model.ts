import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { wires } from '#tests/support/fake-model-wires.ts'

/*
 * A process: a provider whose model says `tokenCount` tokens, one every `everyMs`, each with its number and the moment at
 * which it was sent by the machine's monotonic clock in ms, "17@5208218.25 ". Arguments: tokenCount everyMs. Says its
 * address to its parent.
 */

const [tokenCount = 0, everyMs = 0] = process.argv.slice(2).map(Number)
const nowMs = () => (Number(process.hrtime.bigint() / 10_000n) / 100).toFixed(2)

const server = createServer(async (request, response) => {
  request.resume()
  const wire = wires.openai_chat('fake-model')
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(wire.open())
  // Each answer has a beat of its own, as answers of a real provider have.
  const beginsAtMs = performance.now() + Math.random() * everyMs
  for (let index = 0; index < tokenCount && !response.destroyed; index++) {
    const waitMs = beginsAtMs + index * everyMs - performance.now()
    if (waitMs > 0) await delay(waitMs)
    for (const bytes of wire.text([`${index}@${nowMs()} `])) response.write(bytes)
  }
  const usage = { inputTokens: 10, cachedInputTokens: 0, outputTokens: tokenCount, reasoningTokens: 0 }
  response.end(wire.close('stop', usage))
})
server.on('connection', (socket) => socket.setNoDelay(true))
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`))
