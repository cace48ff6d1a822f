import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsTools, type FakeModel, type FakeReply, says, startFakeModel } from '#tests/support/fake-model.ts'
import { expectNoSidewaysScroll } from './support/browser.ts'
import { dockerInstallation } from './support/docker-installation.ts'
import { api } from './support/threads.ts'

let model: FakeModel
beforeAll(async () => {
  model = await startFakeModel(says('Hello.'))
})
const here = dockerInstallation({ CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1' })
afterAll(() => model?.close())

interface Named {
  id: string
}

const ask = (agent: string, message: string) => ({ name: 'agent_ask', args: { agent, message } })
const shell = (command: string) => ({ name: 'shell', args: { command } })
/** What only a command that ran can have printed. */
const found = (body: string) => /born \d+/.exec(body)?.[0] ?? 'nothing'
const printed = (body: string) => /ADA LOVELACE/.exec(body)?.[0] ?? 'nothing'

/** Who works on it does nothing before `until`. */
function playCrew(until: Promise<void>): void {
  const write = { name: 'write_file', args: { path: '/workspace/ada.sh', content: 'echo Ada Lovelace' } }
  const crew: Record<string, ((body: string) => FakeReply)[]> = {
    Coordinator: [
      () => callsTools(ask('Researcher', 'When was she born?'), ask('Coder', 'Write a script that prints her name.')),
      (body) => says(`Joint report: ${found(body)}, prints ${printed(body)}.`),
    ],
    Researcher: [
      () => ({ parts: [{ waitFor: until }, { toolCall: shell('echo "born $((1800 + 15))"') }] }),
      (body) => says(`She was ${found(body)}.`),
    ],
    Coder: [
      () => callsTools(ask('Researcher', 'Is it Ada?')),
      () => callsTools(write),
      () => callsTools(shell('sh /workspace/ada.sh | tr a-z A-Z')),
      (body) => says(`It prints ${printed(body)}.`),
    ],
  }
  model.script(({ body, json }) => {
    const name = /You are (\w+), an AI agent/.exec(body)?.[1] ?? ''
    const roles = (json.messages as { role: string }[]).map(({ role }) => role)
    const turn = roles.slice(roles.lastIndexOf('user')).filter((role) => role === 'assistant').length
    return crew[name]?.[turn]?.(body) ?? says(`${name} has nothing to say.`)
  })
}

/** A coordinator, a researcher and a coder on the fake model. @returns their ids */
async function hireCrew(
  page: Page,
  workspaceId: string,
): Promise<Record<'Coordinator' | 'Researcher' | 'Coder', string>> {
  const base = `workspaces/${workspaceId}`
  const provider = { kind: 'openai_compatible', name: 'Fake', baseUrl: model.url, apiKey: null, saveAnyway: true }
  const { id: providerId } = await api<Named>(page, 'POST', `${base}/providers`, provider)
  const models = [{ providerId, model: 'fake-model' }]
  const hire = async (name: string, tools: string[]) =>
    (await api<Named>(page, 'POST', `${base}/agents`, { name, color: 'pink', tools, models })).id
  // Whoever signs up has a coder.
  const { items } = await api<{ items: Named[] }>(page, 'GET', `${base}/agents`)
  const Coder = items[0]?.id ?? ''
  await api(page, 'PATCH', `${base}/agents/${Coder}`, { models, tools: ['shell', 'write_file', 'agent_ask'] })
  return {
    Coordinator: await hire('Coordinator', ['agent_ask']),
    Researcher: await hire('Researcher', ['shell']),
    Coder,
  }
}

/** What is done to a field before React has taken the page over is lost. */
async function alive(field: Locator): Promise<Locator> {
  const isAlive = () => field.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps')))
  await expect.poll(isAlive).toBe(true)
  return field
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await (await alive(page.getByLabel(label, { exact: true }))).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function expectNoFindings(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.classList.contains(theme), colorScheme)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }
  await expectNoSidewaysScroll(page)
}

test('a coordinator delegates to a researcher and a coder, each in its own container, and delivers a joint result', async () => {
  const { page, root, workspaceId } = await here.signUp({ reducedMotion: 'reduce' })
  const ids = await hireCrew(page, workspaceId)
  await page.goto(`${root}/team`)
  await page.getByText('Agents of this workspace do not talk to one another yet.').waitFor()
  await page.getByRole('link', { name: 'Rules' }).click()
  await choose(page, 'Agents may talk', 'To one coordinator')
  await choose(page, 'Coordinator', 'Coordinator')
  await page.getByLabel('Helpers at one time').fill('2')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. It holds from the next message on.').waitFor()

  let begin = () => {}
  playCrew(
    new Promise((resolve) => {
      begin = resolve
    }),
  )
  const team = await page.context().newPage()
  await team.goto(`${root}/team`)
  await team.getByText('Nothing said yet').waitFor()
  const agentId = ids.Coordinator
  const thread = await api<Named>(page, 'POST', `workspaces/${workspaceId}/threads`, { agentId })
  await page.goto(`${root}/threads/${thread.id}`)
  await (await alive(page.getByLabel('Message to Coordinator'))).fill('Who was Ada Lovelace?')
  await page.keyboard.press('Enter')

  // One has answered, and the other is awaited: the card says so, and the run holds no worker.
  const slow = { timeout: 60_000 }
  const spoken = page.locator('[data-part="text"]')
  await page.getByRole('link', { name: 'Conversation with Coder' }).waitFor(slow)
  await page.getByText('Waits for Researcher to answer.').waitFor()
  await page.locator('[data-run-status="waiting"]').waitFor()
  expect(await page.getByRole('link', { name: 'Conversation with Researcher' }).count()).toBe(0)
  // Who looks at the team sees it happen.
  const feed = team.getByRole('list', { name: 'What agents said to one another' }).getByRole('listitem')
  await feed.filter({ hasText: 'Coordinator asks Researcher' }).getByText('Waiting for the answer').waitFor()
  await feed.filter({ hasText: 'Coordinator asks Coder' }).getByText('Answered', { exact: true }).waitFor()
  await feed
    .getByText('Coder wanted to write to Researcher. The rules of the team do not allow it.', { exact: true })
    .waitFor()

  begin()
  await spoken.getByText('Joint report: born 1815, prints ADA LOVELACE.').waitFor(slow)
  await page.locator('[data-run-status="succeeded"]').waitFor()
  await feed.filter({ hasText: 'Coordinator asks Researcher' }).getByText('Answered', { exact: true }).waitFor()
  const texts = await feed.allTextContents()
  const isAfter = (later: string, earlier: string) =>
    texts.findIndex((text) => text.includes(later)) > texts.findIndex((text) => text.includes(earlier))
  expect(isAfter('Researcher answers Coordinator', 'Coordinator asks Researcher')).toBe(true)
  const labels = (await here.docker.listContainers({ all: true, filters: here.filters() })).map(({ Labels }) => Labels)
  const holders = labels.map((label) => label['crewhouse.agent'])
  expect(holders).toEqual(expect.arrayContaining([ids.Researcher, ids.Coder]))
  expect(holders).not.toContain(ids.Coordinator)

  await expectNoFindings(page)
  await expectNoFindings(team)
  await team.setViewportSize({ width: 390, height: 800 })
  await expectNoFindings(team)
  await team.goto(`${root}/team/rules`)
  await team.getByRole('combobox', { name: 'Coordinator' }).waitFor()
  expect(await team.getByLabel('Helpers at one time').inputValue()).toBe('2')
  await expectNoFindings(team)

  // The card leads to where the work was done.
  await page.getByRole('link', { name: 'Conversation with Researcher' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith(thread.id))
  await spoken.getByText('She was born 1815.').waitFor()
})
