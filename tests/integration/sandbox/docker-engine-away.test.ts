import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import Docker from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseLoopbackPort } from '#scripts/services/ports.ts'
import { sandboxImage, testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { eventually, run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import type { SandboxDriver } from '#worker/sandbox/provider.ts'

/** The way to the engine, which can be cut: what a driver sees of an engine that dies in the middle of its work. */
class CuttableEngine {
  readonly port: number
  #server: Server | undefined
  readonly #sockets = new Set<Socket>()

  constructor(port: number) {
    this.port = port
  }

  async open(): Promise<void> {
    this.#server = createServer((near) => {
      const far = connect('/var/run/docker.sock')
      for (const socket of [near, far]) {
        this.#sockets.add(socket)
        socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket))
      }
      near.pipe(far).pipe(near)
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
    }).listen(this.port, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}

const spec = sandboxSpec()
let engine: CuttableEngine
let driver: SandboxDriver

beforeAll(async () => {
  const image = await sandboxImage(new Docker())
  engine = new CuttableEngine(await chooseLoopbackPort())
  await engine.open()
  driver = await testDockerDriver({
    image,
    docker: new Docker({ protocol: 'http', host: '127.0.0.1', port: engine.port }),
  })
}, 600_000)

afterAll(async () => {
  await driver.removeAgent(spec.agentId)
  await driver.removeWorkspace(spec.workspaceId)
  await driver.close()
  await engine.cut()
})

test('an engine that goes away ends what runs in clear words, and is used again when it is back', async () => {
  const sandbox = await driver.open(spec)
  let seen = ''
  const running = run(sandbox, 'echo kept > kept; echo on; sleep 1; echo late > late; sleep 60', {
    onOutput: ({ bytes }) => {
      seen += Buffer.from(bytes).toString()
    },
  })
  const terminal = await sandbox.openTerminal({ size: { columns: 80, rows: 24 }, onOutput: () => {} })
  await eventually(() => seen === 'on\n', 'the command being under way')
  await engine.cut()

  expect(await running).toMatchObject({
    outcome: 'sandbox_lost',
    detail: expect.stringMatching(/lost while the command ran/),
  })
  expect(await terminal.ended).toMatchObject({ outcome: 'sandbox_lost' })
  expect((await sandbox.closed).reason).toBeTruthy()
  await expect(run(sandbox, 'echo x')).rejects.toMatchObject({ name: 'AppError', code: 'unavailable' })
  await expect(driver.open(spec)).rejects.toMatchObject({
    name: 'AppError',
    code: 'unavailable',
    message: expect.stringContaining('Docker engine'),
  })
  await expect(driver.watch(spec)).rejects.toMatchObject({ code: 'unavailable' })

  await engine.open()
  // Without its stream the supervisor has ended, and everything with it: the command did not go on unwatched.
  const again = await driver.open(spec)
  expect((await run(again, 'sleep 1; ls; ps -eo args= | grep -c "sleep [6]0"')).stdout).toBe('kept\n0\n')
})
