import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dockerInstallation } from './support/docker-installation.ts'
import type { SignedUp } from './support/installation.ts'
import { addMember } from './support/roles.ts'
import { addThread, api } from './support/threads.ts'

const here = dockerInstallation()

/** Somebody else, in the organisation of the first. */
async function join(first: SignedUp, role: 'admin' | 'member' | 'viewer'): Promise<Page> {
  const second = await here.signUp()
  await addMember(here.app.env, first.workspaceId, second.person.email, role)
  return second.page
}

async function addRule(page: Page, effect: string, tools: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a rule' }).first().click()
  await page.getByRole('combobox', { name: 'What rule 1 does' }).click()
  await page.getByRole('option', { name: effect }).click()
  await page.getByRole('combobox', { name: 'Tools of rule 1' }).fill(tools)
  await page.getByRole('button', { name: 'Save rules' }).click()
  await page.getByText('Rules saved').waitFor()
}

const run = (page: Page, status: string) => page.locator(`[data-run-status="${status}"]`)

test('an agent asks, one person allows it in the inbox, another one sees who, and the command runs in the container', async () => {
  const ada = await here.signUp()
  const bob = await join(ada, 'member')
  await ada.page.goto(`${ada.root}/settings/tools`)
  await addRule(ada.page, 'Ask first', 'shell')

  const threadId = await addThread(ada.page, ada.workspaceId, 'run: echo made in $(hostname | wc -c) >> made; cat made')
  await ada.page.goto(`${ada.root}/threads/${threadId}`)
  const card = ada.page.getByRole('article', { name: /asks: Run commands/ })
  await card.getByText('echo made in $(hostname | wc -c) >> made; cat made').waitFor()
  await run(ada.page, 'waiting').waitFor()
  // No rule can stand for a command of several: there is no "always".
  expect(await card.getByRole('button', { name: 'Always allow…' }).count()).toBe(0)

  await bob.goto(ada.root)
  await bob.getByRole('link', { name: /1 thing waits for a person/ }).click()
  await bob.getByRole('heading', { name: 'Waits for you' }).waitFor()
  await bob.getByRole('button', { name: 'Allow', exact: true }).click()
  await bob.getByText(/allowed it\./).waitFor()
  await bob.getByText('Nothing waits').waitFor()

  await run(ada.page, 'succeeded').waitFor({ timeout: 60_000 })
  await ada.page
    .getByText(/made in \d+/)
    .first()
    .waitFor()
  await ada.page.goto(`${ada.root}/approvals`)
  await ada.page.getByText(/Ada Lovelace allowed it\./).waitFor()
})

test('always shows the rule and writes it; the agent’s page names it; a refusal reaches the agent', async () => {
  const ada = await here.signUp()
  const { page, root, workspaceId } = ada
  const { items } = await api<{ items: { id: string }[] }>(page, 'GET', `workspaces/${workspaceId}/agents`)
  await page.goto(`${root}/agents/${items[0]?.id}`)
  await addRule(page, 'Ask first', 'group:shell')

  await page.goto(`${root}/threads/${await addThread(page, workspaceId, 'run: echo first')}`)
  await page.getByRole('button', { name: 'Always allow…' }).click()
  await page.getByLabel('Commands that begin with').fill('echo')
  await page.getByText('Allowed without asking: Run commands, if the command begins with “echo”').waitFor()
  await page.getByRole('button', { name: 'Write the rule and allow' }).click()
  await run(page, 'succeeded').waitFor({ timeout: 60_000 })

  await page.goto(`${root}/threads/${await addThread(page, workspaceId, 'run: echo second')}`)
  await run(page, 'succeeded').waitFor({ timeout: 60_000 })
  await page.goto(`${root}/agents/${items[0]?.id}`)
  await page
    .getByText('Rule of the agent: Allowed without asking: Run commands, if the command begins with “echo”')
    .waitFor()
  await page.getByText('Rule of the agent: Asks first: Commands').waitFor()

  await page.goto(`${root}/threads/${await addThread(page, workspaceId, 'run: rm -rf /workspace')}`)
  await page.getByRole('button', { name: 'Refuse…' }).click()
  await page.getByLabel('Why not? The agent is told.').fill('Keep the files.')
  await page.getByRole('button', { name: 'Refuse', exact: true }).click()
  await run(page, 'succeeded').waitFor({ timeout: 60_000 })
  await page
    .getByText(/Ada Lovelace did not allow this call\. Their reason: Keep the files\./)
    .first()
    .waitFor()
})

test('in German', async () => {
  const { page, root, workspaceId } = await here.signUp()
  await api(page, 'PUT', `workspaces/${workspaceId}/tool-policy`, { rules: [{ tools: 'shell', effect: 'ask' }] })
  await page.context().addCookies([{ name: 'locale', value: 'de', url: here.app.url }])
  const threadId = await addThread(page, workspaceId, 'run: echo hallo')
  await page.goto(`${root}/approvals`)
  await page.getByRole('heading', { name: 'Wartet auf Sie' }).waitFor()
  await page.getByText('Gefragt wird wegen einer Regel').waitFor()
  await page.getByRole('button', { name: 'Erlauben', exact: true }).click()
  await page.getByText('Ada Lovelace hat es erlaubt.').waitFor()
  await page.goto(`${root}/threads/${threadId}`)
  await run(page, 'succeeded').waitFor({ timeout: 60_000 })
})
