import { expect, test } from 'vitest'
import { dockerInstallation } from './support/docker-installation.ts'
import { addThread, api } from './support/threads.ts'

const here = dockerInstallation()

test('an agent notes something; a person corrects it; a next run is offered it and cites it; it is forgotten, with a way back', async () => {
  const { page, root, workspaceId } = await here.signUp()
  type Agent = { id: string; tools: string[] }
  const { items } = await api<{ items: Agent[] }>(page, 'GET', `workspaces/${workspaceId}/agents`)
  for (const { id, tools } of items)
    await api(page, 'PATCH', `workspaces/${workspaceId}/agents/${id}`, { tools: [...tools, 'memory_save'] })

  const list = page.getByRole('list', { name: 'Memory', exact: true })
  await page.goto(`${root}/memory`)
  await page.getByText('Nothing remembered yet').waitFor()
  const note = { text: 'Invoices over 500 euros need a second signature.' }
  await addThread(page, workspaceId, `/tool memory_save ${JSON.stringify(note)}\n/say noted`)
  // The page that is open sees it come.
  await list.getByText(note.text, { exact: true }).waitFor({ timeout: 60_000 })
  await list.getByText('Noted by the agent').waitFor()

  await page.getByRole('button', { name: 'Edit memory' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Invoices over 900 euros need a second signature.')
  await page.getByRole('button', { name: 'Save' }).click()
  await list.getByText('over 900 euros').waitFor()

  const asked = await addThread(page, workspaceId, '/say Which invoices need a signature?\n/memories')
  await page.goto(`${root}/threads/${asked}`)
  const citation = page.getByRole('link', { name: 'memory', exact: true })
  await citation.waitFor({ timeout: 60_000 })
  await page.goto(new URL((await citation.getAttribute('href')) ?? '', page.url()).href)
  await list.getByText('over 900 euros').waitFor()

  await page.goto(`${root}/memory`)
  await page.getByLabel('Search memory').fill('signing invoices')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.waitForURL(/q=signing/)
  const entry = list.getByText('over 900 euros')
  await entry.waitFor()
  await page.getByRole('button', { name: 'Forget', exact: true }).click()
  await entry.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await entry.waitFor()
  const { items: left } = await api<{ items: unknown[] }>(page, 'GET', `workspaces/${workspaceId}/memory/entries`)
  expect(left).toHaveLength(1)
})
