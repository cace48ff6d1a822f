import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { callsTools, type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import { startWebServer, type WebServer } from '#tests/support/web-server.ts'
import { installation } from './support/installation.ts'
import { api } from './support/threads.ts'

const VALUE = 'sk-the-real-value-of-the-test'
let model: FakeModel
let site: WebServer
const here = installation(async () => {
  ;[model, site] = await Promise.all([startFakeModel(says('Hello.')), startWebServer()])
  return { CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1', CREWHOUSE_TOOL_PRIVATE_HOSTS: site.host }
})
afterAll(() => Promise.all([model?.close(), site?.close()]))

const document = () =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Weather' },
    servers: [{ url: site.url }],
    paths: {
      '/weather/{city}': {
        get: {
          operationId: 'get_weather',
          summary: 'Tells the weather',
          parameters: [{ name: 'city', in: 'path', required: true, schema: { type: 'string' } }],
        },
      },
      '/storms': { get: { operationId: 'list_storms', summary: 'Lists storms' } },
    },
  })

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}

test('an admin makes tools by clicks, one agent gets them, calls them with the secret, and nobody sees that', async () => {
  const { page, root, workspaceId } = await here.signUp()
  site.answer = ({ method, url, headers }) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ made: `${method} ${url.pathname}`, echo: headers.authorization ?? null }),
  })
  await api(page, 'POST', `workspaces/${workspaceId}/secrets`, { name: 'TRACKER', value: VALUE, hosts: [site.host] })
  await page.goto(`${root}/settings`)
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'HTTP tools' }).click()
  await page.getByText('No HTTP tools yet').waitFor()

  await page.getByRole('button', { name: 'Add HTTP tool' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('create_issue')
  await dialog.getByLabel('What it does').fill('Creates an issue in a project.')
  await choose(page, 'Method', 'POST')
  await dialog.getByLabel('Address').fill(`${site.url}/{project}/issues`)
  await dialog.getByLabel('Body (JSON)').fill('{"title": {title}}')
  await choose(page, 'Sign in', 'With a bearer token')
  await choose(page, 'Secret', 'TRACKER')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog
    .getByText(/The body is not JSON/)
    .first()
    .waitFor()
  await dialog.getByLabel('Body (JSON)').fill('{"title": "{title}"}')
  await dialog.getByLabel('Meaning of title').fill('In a few words')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'create_issue' })
  await row.getByText('with TRACKER').waitFor()

  await row.getByRole('button', { name: 'Try it' }).click()
  await dialog.getByLabel('project').fill('moon')
  await dialog.getByLabel('title').fill('Dust')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByText('Bearer [TRACKER]').waitFor()
  expect(site.requests.at(-1)).toMatchObject({
    body: '{"title":"Dust"}',
    headers: { authorization: `Bearer ${VALUE}` },
  })
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Import OpenAPI' }).click()
  await dialog.getByLabel('Or the document itself').fill('openapi: [')
  await dialog.getByRole('button', { name: 'Read' }).click()
  await dialog
    .getByText(/The YAML is not valid in line/)
    .first()
    .waitFor()
  await dialog.getByLabel('Or the document itself').fill(document())
  await dialog.getByRole('button', { name: 'Read' }).click()
  await dialog.getByLabel('Search operations').fill('weather')
  expect(await dialog.getByText('GET /storms').count()).toBe(0)
  await dialog.getByText('GET /weather/{city}').click()
  await dialog.getByRole('button', { name: 'Add 1 tool' }).click()
  await page.getByRole('listitem').filter({ hasText: 'get_weather' }).waitFor()

  const provider = { kind: 'openai_compatible', name: 'Fake', baseUrl: model.url, apiKey: null, saveAnyway: true }
  const { id: providerId } = await api<{ id: string }>(page, 'POST', `workspaces/${workspaceId}/providers`, provider)
  const models = [{ providerId, model: 'fake-model' }]
  const agents = await Promise.all(
    ['writer', 'coder'].map((templateId) =>
      api<{ id: string }>(page, 'POST', `workspaces/${workspaceId}/agents`, { templateId, models }),
    ),
  )
  const [granted = '', other = ''] = agents.map(({ id }) => id)
  await page.goto(`${root}/agents/${granted}`)
  for (const name of ['create_issue', 'get_weather']) await page.locator(`#tool-${name}`).click()
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Saved. It holds from the next message on.').waitFor()

  const talk = async (agentId: string) => {
    const { id } = await api<{ id: string }>(page, 'POST', `workspaces/${workspaceId}/threads`, { agentId })
    model.script([
      callsTools(
        { name: 'create_issue', args: { project: 'mars', title: 'Red' } },
        { name: 'get_weather', args: { city: 'Ulm' } },
      ),
      says('Done.'),
    ])
    await api(page, 'POST', `workspaces/${workspaceId}/threads/${id}/messages`, { text: 'Go' })
    await page.goto(`${root}/threads/${id}`)
    await page.locator('[data-run-status="succeeded"]').waitFor({ timeout: 30_000 })
    return JSON.stringify(await api(page, 'GET', `workspaces/${workspaceId}/threads/${id}/transcript`))
  }
  const said = await talk(granted)
  expect(said).toContain('POST /mars/issues')
  expect(said).toContain('GET /weather/Ulm')
  expect(site.requests.at(-2)).toMatchObject({ body: '{"title":"Red"}', headers: { authorization: `Bearer ${VALUE}` } })
  const shown = await page.content()
  const listed = JSON.stringify(await api(page, 'GET', `workspaces/${workspaceId}/http-tools`))
  for (const text of [said, shown, listed, JSON.stringify(model.requests)]) expect(text).not.toContain(VALUE)

  const asked = site.requests.length
  expect(await talk(other)).toContain('There is no tool named')
  expect(site.requests).toHaveLength(asked)
})
