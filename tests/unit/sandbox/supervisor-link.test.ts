import { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { takeConnections } from '#worker/sandbox/protocol/connections.ts'
import {
  CONNECTION_CREDIT_BYTES,
  FrameParser,
  INITIAL_CREDIT_BYTES,
  MAX_CONNECTIONS,
  MAX_REPLY_BODY_BYTES,
  PROTOCOL_VERSION,
  REPLY,
  REQUEST,
} from '#worker/sandbox/protocol/frames.ts'
import { SupervisorLink } from '#worker/sandbox/protocol/link.ts'
import { remoteFiles } from '#worker/sandbox/protocol/remote-files.ts'
import { runCommand } from '#worker/sandbox/protocol/run-command.ts'

/** A frame as a supervisor, or a forger, would write it. */
function frame(type: number, id: number, body: Uint8Array = new Uint8Array()): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt32LE(body.length + 5, 0)
  head.writeUInt8(type, 4)
  head.writeUInt32LE(id, 5)
  return Buffer.concat([head, body])
}

const HELLO = frame(REPLY.hello, 0, Buffer.from([PROTOCOL_VERSION]))
const OK = (id: number, body?: Uint8Array) => frame(REPLY.ok, id, body)

/** A link whose supervisor is the test; `sent` collects what the worker wrote. */
function linked() {
  const sent: Buffer[] = []
  const stream = new Duplex({
    read: () => {},
    write: (chunk, _, done) => {
      sent.push(chunk)
      done()
    },
  })
  const link = new SupervisorLink(stream)
  link.receive(HELLO)
  return { link, files: remoteFiles(link, ['/workspace']), sent, stream }
}

const command = { command: 'true', timeoutMs: 10_000 }
const neverStuck = () => {
  throw new Error('Nothing was to be killed.')
}

describe('frames', () => {
  const frames = fc.array(
    fc.record({
      type: fc.integer({ min: 0, max: 255 }),
      id: fc.integer({ min: 0, max: 0xffffffff }),
      body: fc.uint8Array({ maxLength: 300 }),
    }),
    { maxLength: 20 },
  )

  test('come out as they went in, however the bytes are cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (wanted, cuts) => {
        const bytes = Buffer.concat(wanted.map(({ type, id, body }) => frame(type, id, body)))
        const parser = new FrameParser()
        const got = []
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = cuts[i % cuts.length] ?? 1
          got.push(...parser.push(bytes.subarray(at, at + size)))
          at += size
        }
        expect(got.map(({ type, id, body }) => ({ type, id, body: [...body] }))).toEqual(
          wanted.map(({ type, id, body }) => ({ type, id, body: [...body] })),
        )
      }),
    )
  })

  test.each([0, 4, MAX_REPLY_BODY_BYTES + 6, 0x7fffffff, 0xffffffff])(
    'that claim %i bytes are refused at once',
    (size) => {
      const head = Buffer.alloc(9)
      head.writeUInt32LE(size, 0)
      expect(() => new FrameParser().push(head)).toThrow('claims')
    },
  )
})

describe('a forged supervisor', () => {
  test('that sends garbage loses its link, and nothing else happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (garbage) => {
        const { link, files } = linked()
        const asked = [
          files.stat('a'),
          files.list('a'),
          files.readFile('a'),
          files.writeFile('a', new Uint8Array(10)),
          runCommand(link, command, neverStuck),
        ]
        link.receive(Buffer.from(garbage))
        link.lose('the test is over')
        for (const outcome of await Promise.allSettled(asked)) {
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'AppError' })
        }
        expect(await link.closed).toBeTruthy()
      }),
    )
  })

  test('that answers every kind of request with every kind of reply is at worst given up', async () => {
    const reply = fc.record({
      type: fc.integer({ min: 0, max: 12 }),
      id: fc.integer({ min: 0, max: 8 }),
      body: fc.uint8Array({ maxLength: 40 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(reply, { minLength: 1, maxLength: 30 }), async (replies) => {
        const { link, files } = linked()
        const asked = [
          files.stat('a'),
          files.list('a', { recursive: true }),
          files.readFile('a'),
          files.rename('a', 'b'),
          files.readStream('a').then(({ stream }) => buffer(stream)),
          runCommand(link, { ...command, stdin: new Uint8Array(10) }, () => {}),
        ]
        for (const { type, id, body } of replies) link.receive(frame(type, id, body))
        link.lose('the test is over')
        for (const outcome of await Promise.allSettled(asked)) {
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'AppError' })
        }
      }),
    )
  })

  test.each([
    ['an exit with no code', frame(REPLY.exit, 1)],
    ['an exit with too much', frame(REPLY.exit, 1, Buffer.from([0, 0, 0]))],
    ['an exit with unknown flags', frame(REPLY.exit, 1, Buffer.from([0, 0xff]))],
    ['file data for a command', OK(1)],
    ['another hello of another version', frame(REPLY.hello, 0, Buffer.from([9]))],
  ])('cannot end a command with %s', async (_, forged) => {
    const { link } = linked()
    const running = runCommand(link, command, neverStuck)
    link.receive(forged)
    expect(await running).toMatchObject({ outcome: 'sandbox_lost', exitCode: 137 })
    expect(await link.closed).toContain('protocol')
  })

  test('that sends more output than it was granted is given up before it fills memory', async () => {
    const { link } = linked()
    const reader = Promise.withResolvers<void>()
    let read = 0
    const running = runCommand(
      link,
      {
        ...command,
        onOutput: async ({ bytes }) => {
          read += bytes.length
          await reader.promise
        },
      },
      neverStuck,
    )
    const block = Buffer.alloc(MAX_REPLY_BODY_BYTES)
    for (let i = 0; i < 100; i++) link.receive(frame(REPLY.stdout, 1, block))
    reader.resolve()
    expect((await running).outcome).toBe('sandbox_lost')
    expect(read).toBeLessThanOrEqual(INITIAL_CREDIT_BYTES)
  })

  test('that lists more than was asked for is given up', async () => {
    const { link, files } = linked()
    const listing = files.list('a', { limit: 2 })
    const entry = Buffer.concat([Buffer.alloc(17), Buffer.from([1, 0]), Buffer.from('x')])
    link.receive(frame(REPLY.data, 1, Buffer.concat(Array.from({ length: 5 }, () => entry))))
    await expect(listing).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('whose entries lie about their length or kind is given up', async () => {
    for (const head of [Buffer.alloc(19), Buffer.from([9, ...Buffer.alloc(16), 1, 0, 120])]) {
      const { link, files } = linked()
      const listing = files.list('a')
      link.receive(frame(REPLY.data, 1, head))
      await expect(listing).rejects.toMatchObject({ code: 'unavailable' })
    }
  })
})

describe('a command', () => {
  test('is granted output as its reader takes it, and no sooner', async () => {
    const { link, sent } = linked()
    const turns: (() => void)[] = []
    const onOutput = () => new Promise<void>((resolve) => void turns.push(resolve))
    const running = runCommand(link, { ...command, onOutput }, neverStuck)
    const before = sent.length
    for (let i = 0; i < 8; i++) link.receive(frame(REPLY.stdout, 1, Buffer.alloc(MAX_REPLY_BODY_BYTES)))
    await new Promise(setImmediate)
    expect(sent.length).toBe(before)
    for (let i = 0; i < 8; i++) {
      turns.shift()?.()
      await new Promise(setImmediate)
    }
    const granted = sent.slice(before).map((grant) => grant.readUInt32LE(9))
    expect(granted.reduce((sum, bytes) => sum + bytes, 0)).toBe(INITIAL_CREDIT_BYTES)
    link.receive(frame(REPLY.exit, 1, Buffer.from([7, 0])))
    expect(await running).toMatchObject({ outcome: 'exited', exitCode: 7 })
  })

  test.each([
    [1, 137, 'out_of_memory'],
    [1, 0, 'exited'],
    [2, 137, 'disk_full'],
    [3, 137, 'disk_full'],
    [4, 0, 'exited'],
  ])('that ends with flags %i and code %i has the outcome %s', async (flags, code, outcome) => {
    const { link } = linked()
    const running = runCommand(link, command, neverStuck)
    link.receive(frame(REPLY.exit, 1, Buffer.from([code, flags])))
    expect(await running).toMatchObject({ outcome, exitCode: code })
  })

  test('that the supervisor does not kill in time is reported stuck', async () => {
    const { link } = linked()
    const stuck = Promise.withResolvers<string>()
    const running = runCommand(link, { ...command, timeoutMs: 1 }, (reason) => {
      stuck.resolve(reason)
      link.lose(reason)
    })
    expect(await stuck.promise).toContain('could not be killed')
    expect(await running).toMatchObject({ outcome: 'timed_out' })
  })

  test.each([
    ['command', { command: 'a\0b' }],
    ['folder', { cwd: 'a\0b' }],
    ['environment', { env: { A: 'a\0b' } }],
    ['name of a variable', { env: { 'A=B': 'x' } }],
    ['length', { command: 'x'.repeat(200_000) }],
    ['amount of environment', { env: { A: 'x'.repeat(100_000) } }],
  ])('with an impossible %s is refused before it is sent', async (_, request) => {
    const { link, sent } = linked()
    const running = runCommand(link, { ...command, ...request }, neverStuck)
    await expect(running).rejects.toMatchObject({ code: 'invalid_input' })
    expect(sent).toEqual([])
  })
})

describe('connections', () => {
  const u32 = (value: number) => Buffer.from(new Uint32Array([value]).buffer)
  const requests = (sent: Buffer[], type: number) =>
    sent.filter((each) => each[4] === type).map((each) => each.readUInt32LE(5))

  function taking() {
    const made = linked()
    const connections: Duplex[] = []
    takeConnections(made.link, (connection) => connections.push(connection)).catch(() => {})
    return { ...made, connections, accepts: () => requests(made.sent, REQUEST.accept) }
  }

  test('are taken one after the other, and never more than the bound', () => {
    const { link, connections, accepts } = taking()
    for (let i = 0; i < 2 * MAX_CONNECTIONS; i++) {
      const id = accepts().at(-1) as number
      if (i < MAX_CONNECTIONS) expect(accepts()).toHaveLength(i + 1)
      link.receive(frame(REPLY.open, i < MAX_CONNECTIONS ? id : 1000 + i))
    }
    expect(connections).toHaveLength(MAX_CONNECTIONS)
    expect(accepts()).toHaveLength(MAX_CONNECTIONS)
    link.receive(OK(accepts()[3] as number))
    expect(accepts()).toHaveLength(MAX_CONNECTIONS + 1)
  })

  test('carry bytes both ways, as far as each side has room for them', async () => {
    const { link, sent, connections, accepts } = taking()
    const [id = 0] = accepts()
    link.receive(frame(REPLY.open, id))
    const [connection] = connections as [Duplex]
    link.receive(frame(REPLY.data, id, Buffer.from('hello')))
    link.receive(frame(REPLY.end, id))
    expect((await buffer(connection)).toString()).toBe('hello')

    connection.write(Buffer.alloc(3 * CONNECTION_CREDIT_BYTES))
    const written = () =>
      sent.filter((each) => each[4] === REQUEST.send).reduce((sum, each) => sum + each.length - 9, 0)
    expect(written()).toBe(CONNECTION_CREDIT_BYTES)
    link.receive(frame(REPLY.credit, id, u32(1000)))
    expect(written()).toBe(CONNECTION_CREDIT_BYTES + 1000)
    for (let i = 0; i < 5; i++) link.receive(frame(REPLY.credit, id, u32(CONNECTION_CREDIT_BYTES)))
    expect(written()).toBe(3 * CONNECTION_CREDIT_BYTES)
    connection.destroy()
    await new Promise(setImmediate)
    expect(requests(sent, REQUEST.kill)).toEqual([id])
  })

  test('whose reader is slow hold no more than was granted, and a flood ends the sandbox', async () => {
    const { link, connections, accepts } = taking()
    const [id = 0] = accepts()
    link.receive(frame(REPLY.open, id))
    const block = Buffer.alloc(MAX_REPLY_BODY_BYTES)
    for (let i = 0; i < 2; i++) link.receive(frame(REPLY.data, id, block))
    expect(connections[0]?.readableLength).toBeLessThanOrEqual(CONNECTION_CREDIT_BYTES)
    for (let i = 0; i < 4; i++) link.receive(frame(REPLY.data, id, block))
    expect(await link.closed).toContain('protocol')
    expect(connections[0]?.destroyed).toBe(true)
  })

  test.each([
    ['bytes before it is open', (id: number) => frame(REPLY.data, id, Buffer.from('x'))],
    ['an end before it is open', (id: number) => frame(REPLY.end, id)],
    ['a reply of a command', (id: number) => frame(REPLY.exit, id, Buffer.from([0, 0]))],
  ])('forged with %s end the sandbox', async (_, forged) => {
    const { link, accepts } = taking()
    link.receive(forged(accepts()[0] as number))
    expect(await link.closed).toContain('protocol')
  })
})
