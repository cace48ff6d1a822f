import { expect, test } from 'vitest'
import { eventually } from '#tests/support/crew.ts'
import { dockerInstallation } from './support/docker-installation.ts'
import { addMember } from './support/roles.ts'
import { addThread, api } from './support/threads.ts'

const here = dockerInstallation()

test('a budget is reached, the thread says which one and who can raise it, an admin raises it, and the run goes on', async () => {
  const ada = await here.signUp()
  const bob = await here.signUp()
  await addMember(here.app.env, ada.workspaceId, bob.person.email, 'member')

  await ada.page.goto(`${ada.root}/settings/budgets`)
  await ada.page.getByRole('button', { name: 'Set a limit: Each day' }).first().click()
  await ada.page.getByLabel('US dollars').fill('a lot')
  await ada.page.getByLabel('Tokens, in and out').fill('1')
  await ada.page.getByRole('button', { name: 'Save' }).click()
  await ada.page.getByText('Write an amount such as 25 or 25.50.').waitFor()
  await ada.page.getByLabel('US dollars').fill('25.50')
  await ada.page.getByRole('button', { name: 'Save' }).click()
  await ada.page.getByText('Budget saved.').waitFor()
  await ada.page.getByText('$0.00 of $25.50').waitFor()

  // A member gives the work; the first call passes the limit, the second one is not made.
  const threadId = await addThread(bob.page, ada.workspaceId, 'run: echo once >> effects; cat effects')
  await bob.page.goto(`${ada.root}/threads/${threadId}`)
  await bob.page.getByText('Paused: the budget is used up').waitFor({ timeout: 60_000 })
  await bob.page
    .getByText(/The workspace’s budget for today \(1 token\) is used up\. It goes on at the same step/)
    .waitFor()
  await bob.page.goto(ada.root)
  await bob.page.getByText('The workspace’s budget for today (1 token) is used up.').waitFor()
  await bob.page.goto(`${ada.root}/threads/${threadId}`)
  await bob.page.getByRole('link', { name: 'See the budget' }).click()
  await bob.page.getByRole('heading', { name: 'Workspace' }).waitFor()
  expect(await bob.page.getByRole('button', { name: /^(Change|Set a limit)/ }).count()).toBe(0)
  await bob.page.goBack()

  await ada.page.reload()
  await ada.page.getByText('Reached', { exact: true }).waitFor()
  await ada.page.getByRole('button', { name: 'Change: Each day' }).first().click()
  await ada.page.getByLabel('Tokens, in and out').fill('1000000')
  await ada.page.getByRole('button', { name: 'Save' }).click()
  await ada.page.getByText('Budget saved.').waitFor()

  await bob.page.locator('[data-run-status="succeeded"]').waitFor({ timeout: 60_000 })
  expect(await bob.page.getByText('Paused: the budget is used up').count()).toBe(0)
  const transcript = await api<{ runs: { steps: { toolCalls: { result: { text: string } }[] }[] }[] }>(
    bob.page,
    'GET',
    `workspaces/${ada.workspaceId}/threads/${threadId}/transcript`,
  )
  const calls = transcript.runs.flatMap(({ steps }) => steps.flatMap(({ toolCalls }) => toolCalls))
  expect(calls.map(({ result }) => result.text.split('once').length - 1)).toEqual([1])
})

test('the stop button halts a workspace with its containers, every page says so, and it goes on from there', async () => {
  const { page, root, workspaceId } = await here.signUp()
  const threadId = await addThread(page, workspaceId, 'run: echo begun >> effects; sleep 300; echo finished >> effects')
  await page.goto(`${root}/threads/${threadId}`)
  await page.locator('[data-run-status="running"]').waitFor({ timeout: 60_000 })
  const running = async () => {
    const filters = { status: ['running'], label: [`crewhouse.workspace=${workspaceId}`, 'crewhouse.kind=agent'] }
    return (await here.docker.listContainers({ filters: JSON.stringify(filters) })).length
  }
  await eventually('the container to run', async () => ((await running()) > 0 ? true : null))

  await page.goto(`${root}/settings`)
  await page.getByRole('button', { name: 'Stop everything' }).first().click()
  await page.getByText('Ada Lovelace stopped this workspace.').waitFor()
  // Promised: two seconds. The clock starts with what the page says.
  await eventually('its containers to stop', async () => ((await running()) === 0 ? true : null), 2000)
  await page.goto(`${root}/threads/${threadId}`)
  await page.locator('[data-run-status="waiting"]').waitFor()
  await page.getByText('It goes on at this step once it is let go on.').waitFor()

  await page.getByRole('button', { name: 'Let it go on' }).click()
  await page.locator('[data-run-status="succeeded"]').waitFor({ timeout: 60_000 })
  await page.getByText('Ada Lovelace stopped this workspace.').waitFor({ state: 'hidden' })
})

test('in German', async () => {
  const { page, root, workspaceId } = await here.signUp()
  await api(page, 'PUT', `workspaces/${workspaceId}/budgets/month`, { limitMicros: 0, limitTokens: null })
  await page.context().addCookies([{ name: 'locale', value: 'de', url: here.app.url }])
  await page.goto(`${root}/settings/budgets`)
  await page.getByText('0,00 $ von 0,00 $').waitFor()
  const threadId = await addThread(page, workspaceId, 'Hallo')
  await page.goto(`${root}/threads/${threadId}`)
  await page.getByText('Das Budget des Arbeitsbereichs für diesen Monat (0,00 $) ist aufgebraucht.').waitFor()
})
