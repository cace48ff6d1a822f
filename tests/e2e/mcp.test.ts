import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { packagesTar } from '#tests/support/npm-packages.ts'
import { dockerInstallation } from './support/docker-installation.ts'
import { addThread, api } from './support/threads.ts'

const here = dockerInstallation()
const run = (page: Page, status: string) => page.locator(`[data-run-status="${status}"]`)

/** The agent's container, with a package of npm in its workspace, where `npx` finds it. */
async function installPackage(page: Page, workspaceId: string, agentId: string): Promise<void> {
  const threadId = await addThread(page, workspaceId, 'run: true')
  await page.goto(`/w/${workspaceId}/threads/${threadId}`)
  await run(page, 'succeeded').waitFor({ timeout: 60_000 })
  const filters = { label: [...here.filters().label, `crewhouse.agent=${agentId}`] }
  const [container] = await here.docker.listContainers({ filters })
  const tar = await packagesTar(['@modelcontextprotocol/server-memory'])
  await here.docker.getContainer(container?.Id ?? '').putArchive(tar, { path: '/workspace' })
}

test('an official server is connected by clicks, its tools are looked at, given to one agent, and used in its container', async () => {
  const { page, root, workspaceId } = await here.signUp()
  const { items } = await api<{ items: { id: string }[] }>(page, 'GET', `workspaces/${workspaceId}/agents`)
  const agentId = items[0]?.id ?? ''
  await installPackage(page, workspaceId, agentId)

  await page.goto(`${root}/settings`)
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'MCP servers' }).click()
  await page.getByText('No MCP servers yet').waitFor()
  await page.getByRole('button', { name: 'Connect a server' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('my_memory')
  await dialog.getByLabel('Command').fill('npx -y @modelcontextprotocol/server-memory')
  await dialog.getByLabel('Variables').fill('API_TOKEN=ghp_written-openly')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await dialog
    .getByText(/A name has small letters/)
    .first()
    .waitFor()
  await dialog.getByLabel('Name').fill('memory')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await dialog
    .getByText(/looks like a credential/)
    .first()
    .waitFor()
  await dialog.getByLabel('Variables').fill('MEMORY_FILE_PATH=/workspace/memory.jsonl')
  await dialog.getByRole('button', { name: 'Connect' }).click()

  await page.getByRole('heading', { name: 'memory' }).waitFor({ timeout: 60_000 })
  const tool = page.getByRole('listitem').filter({ hasText: 'mcp_memory_create_entities' })
  await tool.getByText('Waits for you').waitFor()
  // Nobody can give it to an agent before somebody has looked at it.
  const offered = async () =>
    (await api<{ items: { name: string }[] }>(page, 'GET', `workspaces/${workspaceId}/tools?limit=200`)).items
  expect((await offered()).map(({ name }) => name)).not.toContain('mcp_memory_create_entities')
  await tool.getByText('Its arguments').click()
  await tool.getByText('"entities"').waitFor()
  await tool.getByRole('button', { name: 'Enable create_entities' }).click()
  await tool.getByText('Enabled').waitFor()
  await page.getByRole('button', { name: 'Enable read_graph' }).click()
  await page.getByRole('button', { name: 'Take away read_graph' }).waitFor()

  await page.goto(`${root}/agents/${agentId}`)
  await page.getByRole('switch', { name: /memory: .*entities/i }).click()
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Saved. It holds from the next message on.').waitFor()

  const call =
    '/tool mcp_memory_create_entities {"entities":[{"name":"Ada","entityType":"person","observations":["likes engines"]}]}'
  const threadId = await addThread(page, workspaceId, `${call}\nread: memory.jsonl\n/tool mcp_memory_read_graph {}`)
  await page.goto(`${root}/threads/${threadId}`)
  await run(page, 'succeeded').waitFor({ timeout: 60_000 })
  await page.getByText('likes engines').first().waitFor()
  const said = JSON.stringify(await api(page, 'GET', `workspaces/${workspaceId}/threads/${threadId}/transcript`))
  expect(said).toContain('\\"entityType\\":\\"person\\"')
  // It was enabled, and not given to this agent.
  expect(said).toContain('This agent may not use the tool \\"mcp_memory_read_graph\\"')
})

test('a client of the protocol uses a workspace: its agents are tools, its files are resources, by the key’s rights', async () => {
  const { page, workspaceId } = await here.signUp()
  const base = `${here.app.url}/api/v1/workspaces/${workspaceId}`
  const { tenants } = await api<{ tenants: { id: string }[] }>(page, 'GET', 'me')
  const keyWith = async (scopes: string[]) =>
    (
      await api<{ key: string }>(page, 'POST', `tenants/${tenants[0]?.id}/api-keys`, {
        name: 'mcp',
        role: 'member',
        workspaceId,
        scopes,
      })
    ).key
  const connect = async (key: string) => {
    const client = new Client({ name: 'test', version: '1' })
    const requestInit = { headers: { authorization: `Bearer ${key}` } }
    await client.connect(new StreamableHTTPClientTransport(new URL(`${base}/mcp`), { requestInit }))
    onTestFinished(() => client.close())
    return client
  }
  const client = await connect(await keyWith(['read', 'write']))
  const { tools } = await client.listTools()
  const ask = tools.find(({ name }) => name.startsWith('ask_'))?.name ?? ''
  const told: string[] = []
  const task = { message: 'write: from-mcp.txt <<< by the protocol\n/say Written.' }
  const answer = await client.callTool(
    { name: ask, arguments: task },
    { timeout: 60_000, onprogress: ({ message = '' }) => told.push(message) },
  )
  expect(answer.structuredContent).toMatchObject({ status: 'succeeded', answer: expect.stringContaining('Written.') })
  expect(told.join()).toContain('uses write_file')
  const { thread_id } = answer.structuredContent as { thread_id: string }
  const again = await client.callTool({ name: ask, arguments: { message: '/say And on.', thread_id } })
  expect(again.structuredContent).toMatchObject({ thread_id, answer: expect.stringContaining('And on.') })
  const read = await client.callTool({ name: 'read_answer', arguments: { thread_id } })
  expect(read.structuredContent).toMatchObject({ answer: expect.stringContaining('And on.') })

  const { resources } = await client.listResources()
  const { uri = '' } = resources.find(({ name }) => name === 'from-mcp.txt') ?? {}
  expect((await client.readResource({ uri })).contents).toMatchObject([{ text: 'by the protocol\n' }])
  await expect(client.readResource({ uri: 'file:///etc/passwd' })).rejects.toThrow(/no such resource/)
  await expect(client.readResource({ uri: 'file:///workspace/../../etc/passwd' })).rejects.toThrow()

  const reader = await connect(await keyWith(['read']))
  expect(await reader.callTool({ name: ask, arguments: { message: 'hello' } })).toMatchObject({ isError: true })
  expect((await reader.readResource({ uri })).contents).toHaveLength(1)
  const stranger = await here.signUp()
  const other = await api<{ tenants: { id: string }[] }>(stranger.page, 'GET', 'me')
  const { key } = await api<{ key: string }>(stranger.page, 'POST', `tenants/${other.tenants[0]?.id}/api-keys`, {
    name: 'theirs',
    role: 'owner',
    workspaceId: null,
    scopes: ['read', 'write', 'manage'],
  })
  await expect(connect(key)).rejects.toThrow()
})
