import { afterAll, expect, test } from 'vitest'
import { callsTools, type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import { type OAuthServer, startOAuthServer } from '#tests/support/oauth-server.ts'
import { startWebServer, type WebServer } from '#tests/support/web-server.ts'
import { installation } from './support/installation.ts'
import { api } from './support/threads.ts'

let model: FakeModel
let site: WebServer
let server: OAuthServer
const here = installation(async () => {
  ;[model, site, server] = await Promise.all([startFakeModel(says('Hello.')), startWebServer(), startOAuthServer()])
  return { CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1', CREWHOUSE_TOOL_PRIVATE_HOSTS: `${site.host},${server.host}` }
})
afterAll(() => Promise.all([model?.close(), site?.close(), server?.close()]))

test('an admin adds a service and connects an agent by clicks; the agent acts with that access until it is cut', async () => {
  const { page, root, workspaceId } = await here.signUp()
  site.answer = async ({ headers }) => {
    const account = await server.accountOf(headers.authorization?.replace('Bearer ', ''))
    return account === null ? { status: 401 } : { body: `You are ${account}.` }
  }
  await page.goto(`${root}/settings`)
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Connections' }).click()
  await page.getByText('No services yet').waitFor()
  await page.getByRole('button', { name: 'Add service' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Redirect address').waitFor()
  await dialog.getByLabel('Name', { exact: true }).fill('Tracker')
  await dialog.getByLabel('Authorisation address').fill('https://192.168.0.1/')
  await dialog.getByLabel('Token address').fill(`${server.url}/token`)
  await dialog.getByLabel('Client ID').fill(server.clientId)
  await dialog.getByLabel('The secret itself').fill(server.clientSecret)
  await dialog.getByLabel('Scopes').fill('openid read')
  await dialog.getByLabel('Hosts').fill(site.host)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog
    .getByText(/leads to a private, local or reserved network/)
    .first()
    .waitFor()
  await dialog.getByLabel('Authorisation address').fill(`${server.url}/auth`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  const card = page.getByRole('region', { name: 'Tracker' })
  await card.getByText('openid read').waitFor()

  await page.goto(`${root}/settings/http-tools`)
  await page.getByRole('button', { name: 'Add HTTP tool' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('who_am_i')
  await dialog.getByLabel('What it does').fill('Says who one is.')
  await dialog.getByLabel('Address').fill(`${site.url}/me`)
  await dialog.getByLabel('Sign in', { exact: true }).click()
  await page.getByRole('option', { name: 'With the agent’s own connection (OAuth)' }).click()
  await dialog.getByLabel('Service', { exact: true }).click()
  await page.getByRole('option', { name: 'Tracker' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('with the connection to Tracker').waitFor()

  const provider = { kind: 'openai_compatible', name: 'Fake', baseUrl: model.url, apiKey: null, saveAnyway: true }
  const { id: providerId } = await api<{ id: string }>(page, 'POST', `workspaces/${workspaceId}/providers`, provider)
  const made = {
    name: 'Edda',
    templateId: 'writer',
    models: [{ providerId, model: 'fake-model' }],
    tools: ['who_am_i'],
  }
  const { id: agentId } = await api<{ id: string }>(page, 'POST', `workspaces/${workspaceId}/agents`, made)
  const ask = async () => {
    const { id } = await api<{ id: string }>(page, 'POST', `workspaces/${workspaceId}/threads`, { agentId })
    model.script([callsTools({ name: 'who_am_i', args: {} }), says('Done.')])
    await api(page, 'POST', `workspaces/${workspaceId}/threads/${id}/messages`, { text: 'Who are you there?' })
    await page.goto(`${root}/threads/${id}`)
    await page.locator('[data-run-status="succeeded"]').waitFor({ timeout: 30_000 })
    return JSON.stringify(await api(page, 'GET', `workspaces/${workspaceId}/threads/${id}/transcript`))
  }
  expect(await ask()).toContain('This agent is not connected with Tracker.')

  await page.goto(`${root}/agents/${agentId}`)
  const connections = page.getByRole('region', { name: 'Connections' })
  server.expect(null)
  await connections.getByRole('button', { name: 'Connect Edda with Tracker' }).click()
  await connections.getByText('Nothing was connected: you did not agree at the service.').waitFor()
  server.expect('edda@example.com')
  await connections.getByRole('button', { name: 'Connect Edda with Tracker' }).click()
  await connections.getByText('The agent is connected.').waitFor()
  await connections.getByText(/as edda@example.com · connected by .* · never used/).waitFor()
  const said = await ask()
  expect(said).toContain('You are edda@example.com.')
  const token = site.requests.at(-1)?.headers.authorization?.replace('Bearer ', '') ?? ''
  expect(token.length).toBeGreaterThan(20)
  const listed = await api(page, 'GET', `workspaces/${workspaceId}/connections?agentId=${agentId}`)
  const shown = said + JSON.stringify([model.requests, listed]) + (await page.content())
  for (const secret of [token, server.clientSecret]) expect(shown).not.toContain(secret)

  await page.goto(`${root}/settings/connections`)
  await card.getByText(/last used/).waitFor()
  await card.getByRole('button', { name: 'Disconnect Edda from Tracker' }).click()
  await dialog.getByText('Other agents keep their connections.').waitFor()
  await dialog.getByRole('button', { name: 'Disconnect Edda' }).click()
  await page.getByText('Edda is no longer connected with Tracker.').waitFor()
  expect(await ask()).toContain('An admin can connect it on the agent’s page, under Connections.')
})
