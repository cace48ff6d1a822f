import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { bodyOf } from '#lib/workspaces/worker-client.ts'

test('what the worker sends is whole for a reader who comes after its answer was forgotten', async () => {
  const bytes = Buffer.alloc(10_000_000, 'x')
  const server = createServer((_, response) => response.end(bytes)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const body = bodyOf(await fetch(`http://127.0.0.1:${port}`))
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  for (let turn = 0; turn < 20; turn++) {
    collectGarbage()
    await nextTurn()
  }
  expect((await new Response(body).arrayBuffer()).byteLength).toBe(bytes.length)
})
