import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#scripts/services/folders.ts'
import { eventually } from '#tests/support/crew.ts'
import { newPerson, signUp } from './support/account.ts'
import { openPage } from './support/browser.ts'
import { installation } from './support/installation.ts'

const on = installation()
const home = mkdtempSync(join(tmpdir(), 'crewhouse-cli-'))
let key: string
let workspaceId: string
let agentId: string

beforeAll(async () => {
  const { page } = await openPage(on.browser, on.app.url)
  workspaceId = await signUp(page, newPerson())
  const me = await (await page.request.get('/api/v1/me')).json()
  const made = await page.request.post(`/api/v1/tenants/${me.tenants[0].id}/api-keys`, {
    headers: { origin: on.app.url },
    data: { name: 'Test', role: 'member' },
  })
  expect(made.status(), await made.text()).toBe(201)
  key = (await made.json()).key
  const agent = await api('POST', '/agents', { name: 'Demo', tools: ['shell', 'write_file'] })
  agentId = agent.id
  await page.context().close()
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function api(method: string, path: string, body?: unknown) {
  const response = await fetch(`${on.app.url}/api/v1/workspaces/${workspaceId}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return response.json()
}

const openai = (apiKey = key) =>
  new OpenAI({ apiKey, baseURL: `${on.app.url}/api/v1/openai`, maxRetries: 0, timeout: 60_000 })

const ask = (content: string) => [{ role: 'user' as const, content }]

describe('the reference page', () => {
  test('finds an operation by words, with a call that can be copied', async () => {
    const { page } = await on.signUp()
    await page.goto('/developers')
    await page.getByRole('searchbox').fill('download file')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL(/q=download/)
    await page.getByText(`curl '${on.app.url}/api/v1/workspaces/{workspaceId}/files/content?path={path}'`).waitFor()
    await page.getByRole('searchbox').fill('no such thing at all')
    await page.keyboard.press('Enter')
    await page.getByText('Try a shorter word').waitFor()
  })
})

describe('the official OpenAI client', () => {
  test('finds agents as models', async () => {
    const models = await openai().models.list()
    expect(models.data).toContainEqual(expect.objectContaining({ id: agentId, name: 'Demo' }))
    expect(await openai().models.retrieve(agentId)).toMatchObject({ id: agentId, object: 'model' })
  })

  test('gets an answer in one piece, after the agent has done its work', async () => {
    const answer = await openai().chat.completions.create({
      model: agentId,
      messages: ask('/say First.\nrun: echo "from the $((40 + 2)) sandbox"\n/say Last.'),
    })
    expect(answer.choices[0]?.finish_reason).toBe('stop')
    expect(answer.choices[0]?.message.content).toMatch(/^First\.[\s\S]+from the 42 sandbox[\s\S]+Last\.\s*$/)
    expect(answer.usage?.total_tokens).toBeGreaterThan(0)
  })

  test('goes on in the thread of an answer', async () => {
    const first = await openai().chat.completions.create({ model: agentId, messages: ask('/say One.') })
    const place = (first as unknown as { crewhouse: { thread_id: string } }).crewhouse
    const metadata = { thread_id: place.thread_id }
    await openai().chat.completions.create({ model: agentId, messages: ask('/say Two.'), metadata })
    const thread = await api('GET', `/threads/${place.thread_id}`)
    expect(thread.origin.source).toBe('openai')
    const { items } = await api('GET', `/threads/${place.thread_id}/transcript`).then((said) => ({
      items: JSON.stringify(said),
    }))
    expect(items).toContain('One.')
    expect(items).toContain('Two.')
  })

  test('gets it as a stream, with what it used', async () => {
    const stream = await openai().chat.completions.create({
      model: agentId,
      messages: ask('/slow 5\n/tokens 20'),
      stream: true,
      stream_options: { include_usage: true },
    })
    const pieces: string[] = []
    let usage: OpenAI.CompletionUsage | null | undefined
    let end: string | null | undefined
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content) pieces.push(chunk.choices[0].delta.content)
      end = chunk.choices[0]?.finish_reason ?? end
      usage = chunk.usage ?? usage
    }
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('').trim().split(/\s+/)).toHaveLength(20)
    expect(end).toBe('stop')
    expect(usage?.completion_tokens).toBe(20)
  })

  test('gives the history as context, and its own instructions', async () => {
    const answer = await openai().chat.completions.create({
      model: agentId,
      messages: [
        { role: 'system', content: 'A'.repeat(4000) },
        { role: 'user', content: 'B'.repeat(4000) },
        { role: 'assistant', content: 'C'.repeat(4000) },
        ...ask('/say Done.'),
      ],
    })
    expect(answer.choices[0]?.message.content?.trim()).toBe('Done.')
    // The demo model counts what it is sent, four characters a token.
    expect(answer.usage?.prompt_tokens).toBeGreaterThan(3000)
  })

  test('has its own tools called, and the answer goes on with their results', async () => {
    const tools = [
      { type: 'function' as const, function: { name: 'weather', parameters: { type: 'object', properties: {} } } },
    ]
    const messages: OpenAI.ChatCompletionMessageParam[] = ask(
      '/say Let me see.\n/tool weather {"city":"Ulm"}\n/say So it is.',
    )
    const asked = await openai().chat.completions.create({ model: agentId, messages, tools })
    expect(asked.choices[0]?.finish_reason).toBe('tool_calls')
    const message = asked.choices[0]?.message as OpenAI.ChatCompletionMessage
    const call = message.tool_calls?.[0] as OpenAI.ChatCompletionMessageFunctionToolCall
    expect(JSON.parse(call.function.arguments)).toEqual({ city: 'Ulm' })
    messages.push(message, { role: 'tool', tool_call_id: call.id, content: 'Sunny, 21 degrees' })
    const runner = openai().chat.completions.stream({ model: agentId, messages, tools })
    const final = await runner.finalChatCompletion()
    expect(final.choices[0]?.message.content).toContain('Sunny, 21 degrees')
    expect(final.choices[0]?.message.content).toContain('So it is.')
    expect(final.choices[0]?.message.content).not.toContain('Let me see.')
  })

  test('is told what is wrong as OpenAI would tell it', async () => {
    const chat = (client: OpenAI, model: string, messages = ask('Hello')) =>
      client.chat.completions.create({ model, messages })
    await expect(chat(openai(), 'gpt-5')).rejects.toBeInstanceOf(OpenAI.NotFoundError)
    await expect(chat(openai('chk_wrong'), agentId)).rejects.toBeInstanceOf(OpenAI.AuthenticationError)
    await expect(chat(openai(), agentId, [])).rejects.toBeInstanceOf(OpenAI.BadRequestError)
    await expect(chat(openai(), agentId, ask('/fail auth no such key'))).rejects.toThrow(/no such key/)
  })

  test('ends the run when it goes away', async () => {
    const stream = await openai().chat.completions.create({
      model: agentId,
      messages: ask('/slow 20\n/tokens 100000'),
      stream: true,
    })
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break
    stream.controller.abort()
    await eventually('the run to be cancelled', async () => {
      const { items } = await api('GET', '/threads?limit=1')
      return items[0].live ? null : true
    })
  })
})

async function crewhouse(args: string[], input = '') {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/api-cli/crewhouse.mjs'), ...args], {
    env: { ...process.env, XDG_CONFIG_HOME: home },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ])
  return { out, err, code }
}

describe('crewhouse', () => {
  test('keeps the key for its owner alone', async () => {
    expect(await crewhouse(['agents', 'list'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('crewhouse login'),
    })
    expect(await crewhouse(['login', '--url', on.app.url], 'chk_wrong\n')).toMatchObject({ code: 3 })
    const { code, out } = await crewhouse(['login', '--url', on.app.url], `${key}\n`)
    expect({ code, shown: out.includes(key) }).toEqual({ code: 0, shown: false })
    expect(statSync(join(home, 'crewhouse/config.json')).mode & 0o777).toBe(0o600)
  })

  test('makes, changes and lists agents', async () => {
    const made = await crewhouse(['agents', 'add', '--name', 'Cleo', '--persona', 'You help.', '--json'])
    expect(JSON.parse(made.out)).toMatchObject({ name: 'Cleo', persona: 'You help.' })
    expect(await crewhouse(['agents', 'edit', 'Cleo', '--name', 'Clara'])).toMatchObject({ code: 0 })
    const listed = JSON.parse((await crewhouse(['agents', 'list', '--json'])).out)
    expect(listed.map(({ name }: { name: string }) => name)).toContain('Clara')
    expect(await crewhouse(['agents', 'edit', 'Nobody', '--name', 'X'])).toMatchObject({ code: 4 })
  })

  test('talks with an agent, and follows its run', async () => {
    const said = await crewhouse(['chat', 'Demo', 'run: echo $((6 * 7))\n/say Bye.'])
    expect(said).toMatchObject({
      code: 0,
      out: expect.stringMatching(/42[\s\S]+Bye\./),
      err: expect.stringContaining('shell'),
    })
    const failed = await crewhouse(['chat', 'Demo', '/fail auth Broken.', '--json'])
    expect(failed).toMatchObject({ code: 5, err: expect.stringContaining('Broken.') })
    const last = JSON.parse(failed.out.trim().split('\n').at(-1) ?? '{}')
    // A run that was over at once came as a whole.
    const runId = last.runId ?? last.run.id
    expect(await crewhouse(['runs', 'watch', runId])).toMatchObject({ code: 5 })
    const lines = await crewhouse(['chat', 'Demo'], '/say One.\n/say Two.\n')
    expect(lines.out).toMatch(/One\.\s+Two\./)
  })

  test('copies files there and back, and leaves out what is here already', async () => {
    const [there, back] = [mkdtempSync(join(home, 'there-')), mkdtempSync(join(home, 'back-'))]
    writeFileSync(join(there, 'Übersicht 🐙.txt'), 'Grüße')
    const large = Buffer.from(Array.from({ length: 9 * 1024 * 1024 }, (_, index) => index % 251))
    writeFileSync(join(there, 'large.bin'), large)
    expect(await crewhouse(['files', 'push', there, 'from-cli'])).toMatchObject({ code: 0, err: '' })
    expect(await crewhouse(['files', 'pull', 'from-cli', back])).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(join(back, 'Übersicht 🐙.txt'), 'utf8')).toBe('Grüße')
    expect(readFileSync(join(back, 'large.bin')).equals(large)).toBe(true)
    expect((await crewhouse(['files', 'pull', 'from-cli', back])).out).toMatch(/^same[^\n]+\nsame[^\n]+\n$/)
    expect(await crewhouse(['files', 'pull', 'nowhere', back])).toMatchObject({ code: 4 })
  })

  test('goes on with a large file where it was interrupted, unless that has changed', async () => {
    const [there, back] = [mkdtempSync(join(home, 'there-')), mkdtempSync(join(home, 'back-'))]
    writeFileSync(join(there, 'film.bin'), Buffer.alloc(6 * 1024 * 1024, 'o'))
    expect(await crewhouse(['files', 'push', there, 'films'])).toMatchObject({ code: 0 })
    const { version } = await api('GET', `/files/stat?path=${encodeURIComponent('/workspace/films/film.bin')}`)
    // What had arrived is recognised in the outcome.
    writeFileSync(join(back, `film.bin.${version}.crewhouse-part`), 'arrived')
    writeFileSync(join(back, 'film.bin.0123456789abcdef.crewhouse-part'), 'of another version')
    expect(await crewhouse(['files', 'pull', 'films', back])).toMatchObject({ code: 0, err: '' })
    const film = readFileSync(join(back, 'film.bin'), 'utf8')
    expect(film.length).toBe(6 * 1024 * 1024)
    expect(film.slice(0, 9)).toBe('arrivedoo')
  })

  test('helps', async () => {
    expect(await crewhouse(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('runs watch') })
    expect(await crewhouse(['chat', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('chat AGENT') })
    expect(await crewhouse(['nonsense'])).toMatchObject({ code: 2, err: expect.stringContaining('--help') })
    expect(await crewhouse(['chat', '--nonsense'])).toMatchObject({ code: 2 })
  })
})
