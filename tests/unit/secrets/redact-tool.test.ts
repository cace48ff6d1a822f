import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { localKek } from '#lib/secrets/key-encryption-key.ts'
import { openSecret, sealSecret } from '#lib/secrets/seal.ts'
import { withoutOpened } from '#lib/telemetry/keep-out.ts'
import { RedactionPatterns } from '#lib/telemetry/redactor.ts'
import { redactingTools } from '#worker/gateway/redact-tool.ts'

type Execute = Parameters<typeof redactingTools>[0]
const VALUE = 'sk-a-real-value/42'
const patterns = new RedactionPatterns([{ value: VALUE, replacement: '<placeholder>' }])

async function call(execute: (onOutput: (text: string) => void | Promise<void>) => ReturnType<Execute>) {
  let shown = ''
  const tools = redactingTools(
    (_, __, context) => execute(context.onOutput),
    async () => ({ usable: [], patterns }),
  )
  const onOutput = (text: string) => {
    shown += text
  }
  const context = { scope: {}, agentId: randomUUID(), onOutput }
  const outcome = await tools({} as never, {}, context as never)
  return { shown, outcome }
}

test('what a tool prints, also in two pieces, and what it comes to hold no value', async () => {
  const encoded = Buffer.from(`key=${VALUE}!`).toString('base64')
  const { shown, outcome } = await call(async (onOutput) => {
    await onOutput(`the key is ${VALUE.slice(0, 7)}`)
    await onOutput(`${VALUE.slice(7)}, and ü `)
    await onOutput(encodeURIComponent(VALUE))
    const view = { kind: 'file' as const, path: VALUE, size: 1 }
    return { status: 'succeeded', result: { text: `${VALUE} ${encoded}`, view: view as never } }
  })
  expect(shown).toBe('the key is <placeholder>, and ü <placeholder>')
  expect(outcome.result.text).toMatch(/^<placeholder> /)
  expect(JSON.stringify(outcome)).not.toContain(VALUE)
  expect(outcome.result.text).not.toContain(encoded.slice(8, 24))
})

test('neither does what it fails with', async () => {
  const failing = call(async () => {
    throw new Error(`refused: ${VALUE}`)
  })
  await expect(failing).rejects.toThrow('refused: <placeholder>')
})

test('what this process has opened stands in no line of its log', async () => {
  const kek = localKek(randomBytes(32))
  const place = { tenantId: randomUUID(), recordId: randomUUID(), purpose: 'secret' as const }
  const line = JSON.stringify({
    msg: 'failed',
    error: 'said opened-value-of-the-test',
    url: encodeURIComponent('opened-value-of-the-test'),
  })
  expect(withoutOpened(line)).toBe(line)
  await openSecret(await sealSecret('opened-value-of-the-test', place, kek), place, [kek])
  expect(withoutOpened(line)).not.toContain('opened-value')
})
