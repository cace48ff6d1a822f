import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newPerson } from './support/account.ts'
import { dockerInstallation } from './support/docker-installation.ts'
import { addThread, api } from './support/threads.ts'

const here = dockerInstallation()

const skill = [
  {
    path: 'SKILL.md',
    content: '---\nname: word-count\ndescription: Counts words.\n---\nRun `bash scripts/count.sh FILE`.\n',
  },
  { path: 'scripts/count.sh', content: 'echo "counted $(wc -w < "$1") words"\n' },
]

const section = (page: Page, name: string) => page.getByRole('region', { name })

test('a package is published by one organisation, reviewed, installed by another and used by its agent', async () => {
  // Whoever comes first looks after the installation.
  const root = await here.signUp({}, newPerson('Rita Root'))
  const maker = await here.signUp()
  await api(maker.page, 'POST', `workspaces/${maker.workspaceId}/skills`, { files: skill })
  await maker.page.goto(`${maker.root}/marketplace`)
  await maker.page.getByRole('link', { name: 'Publish a package' }).click()
  const fill = async (version: string) => {
    await maker.page.getByLabel('word-count').check()
    await maker.page.getByLabel('Name', { exact: true }).fill('word-counter')
    await maker.page.getByLabel('Version', { exact: true }).fill(version)
    await maker.page.getByLabel('Title').fill('Word counter')
    await maker.page.getByLabel('Description').fill('Counts the words of a file.')
    await maker.page.getByRole('combobox', { name: 'For whom' }).click()
    await maker.page.getByRole('option', { name: /For everybody/ }).click()
  }
  await fill('one')
  await maker.page.getByRole('button', { name: 'Publish a package' }).click()
  await maker.page.getByText('Three numbers: 1.0.0').first().waitFor()
  await fill('1.0.0')
  await maker.page.getByLabel('About it').fill('# Counting\n\nIt **counts**.')
  await maker.page.getByRole('button', { name: 'Publish a package' }).click()
  await maker.page.getByText('Waits for a review').waitFor()

  // Nobody else sees it, until somebody who may has looked at every line.
  const taker = await here.signUp()
  await taker.page.goto(`${taker.root}/marketplace?q=word`)
  await taker.page.getByText('Nothing here').waitFor()
  expect(await taker.page.getByRole('link', { name: 'Reviews' }).count()).toBe(0)
  await root.page.goto(`${root.root}/marketplace`)
  await root.page.getByRole('link', { name: 'Reviews' }).click()
  await root.page.getByRole('link', { name: 'Word counter' }).click()
  await section(root.page, 'What is different').getByText('counted $(wc -w').waitFor()
  await section(root.page, 'What it may do').getByText('Run commands').waitFor()
  await root.page.getByRole('button', { name: 'Reject' }).click()
  await root.page.getByText('Say what the publisher should change.').first().waitFor()
  await root.page.getByLabel('Recommend it to everybody').click()
  await root.page.getByRole('button', { name: 'Approve' }).click()
  await root.page.getByText('Nothing waits').waitFor()

  await taker.page.reload()
  await taker.page.getByRole('link', { name: 'Word counter' }).click()
  await taker.page.getByText('Recommended').waitFor()
  await section(taker.page, 'What it may do').getByText('Run commands').waitFor()
  await section(taker.page, 'Security check').waitFor()
  await taker.page.getByRole('button', { name: 'Install' }).click()
  const dialog = taker.page.getByRole('dialog')
  await dialog.getByText('Run commands').waitFor()
  await dialog.getByRole('checkbox').first().check()
  await dialog.getByRole('button', { name: 'Allow and install' }).click()
  await section(taker.page, 'In this workspace')
    .getByText(/Version 1\.0\.0, installed by/)
    .waitFor()
  await taker.page.getByText('1 install', { exact: true }).waitFor()

  const say = [
    'write: three.txt <<< one two three',
    '/tool use_skill {"name": "word-count"}',
    'run: bash /home/agent/.skills/word-count/scripts/count.sh three.txt',
  ]
  const threadId = await addThread(taker.page, taker.workspaceId, say.join('\n'))
  await taker.page.goto(`${taker.root}/threads/${threadId}`)
  await taker.page.locator('[data-run-status="succeeded"]').waitFor({ timeout: 90_000 })
  await taker.page.getByText('counted 3 words').first().waitFor()

  // A version that may do more asks again; then it goes, and its skill with it.
  await maker.page.goto(`${maker.root}/marketplace/publish`)
  await fill('1.1.0')
  await maker.page.getByLabel('Hosts').fill('count.example.com')
  await maker.page.getByRole('button', { name: 'Publish a package' }).click()
  await maker.page.getByText('Waits for a review').waitFor()
  await root.page.goto(`${root.root}/marketplace/reviews`)
  await root.page.getByRole('link', { name: 'Word counter' }).click()
  await section(root.page, 'What it may do').getByText('talk to count.example.com').waitFor()
  await root.page.getByRole('button', { name: 'Approve' }).click()
  await root.page.getByText('Nothing waits').waitFor()
  await taker.page.goto(`${taker.root}/marketplace?installed=1`)
  await taker.page.getByRole('link', { name: 'Word counter' }).click()
  await taker.page.getByRole('button', { name: 'Update to 1.1.0' }).click()
  await taker.page.getByRole('dialog').getByText('talk to count.example.com').waitFor()
  await taker.page.getByRole('button', { name: 'Allow and update' }).click()
  await section(taker.page, 'In this workspace')
    .getByText(/Version 1\.1\.0/)
    .waitFor()
  await taker.page.getByRole('button', { name: 'Uninstall' }).click()
  await taker.page.getByRole('dialog').getByRole('button', { name: 'Uninstall' }).click()
  // What is behind a dialog is hidden; what can be installed again is gone.
  await taker.page.getByRole('button', { name: 'Install', exact: true }).waitFor()
  const { items } = await api<{ items: unknown[] }>(taker.page, 'GET', `workspaces/${taker.workspaceId}/skills`)
  expect(items).toEqual([])
})

test('a package with a tool and a server is published and installed by clicks, and a database is connected in the same flow', async () => {
  const { page, root, workspaceId } = await here.signUp()
  const url = 'https://desk.example.com/tickets/{number}'
  await api(page, 'POST', `workspaces/${workspaceId}/http-tools`, {
    ...{ name: 'find_ticket', description: 'Finds a ticket.', request: { method: 'GET', url } },
    parameters: [{ name: 'number' }],
  })
  const server = { name: 'desk', transport: 'http', url: 'https://mcp.example.com/mcp' }
  const { id: serverId } = await api<{ id: string }>(page, 'POST', `workspaces/${workspaceId}/mcp-servers`, server)
  await page.goto(`${root}/marketplace/publish`)
  await page.getByRole('checkbox', { name: /^find_ticket/ }).check()
  await page.getByRole('checkbox', { name: /^desk/ }).check()
  await page.getByLabel('Name', { exact: true }).fill('ticket-desk')
  await page.getByLabel('Title').fill('Ticket desk')
  await page.getByLabel('Description').fill('Finds tickets.')
  await page.getByRole('button', { name: 'Publish a package' }).click()
  await section(page, 'What it may do').getByText(`GET ${url}`).waitFor()
  await section(page, 'What it may do').getByText('Connects the MCP server desk').waitFor()
  // The workspace that it was made in has both already.
  await page.getByRole('button', { name: 'Install' }).click()
  await page.getByRole('dialog').getByText('None of their tools is used before you have looked at it').waitFor()
  await page.getByRole('button', { name: 'Allow and install' }).click()
  await page
    .getByRole('dialog')
    .getByText(/brings "find_ticket", and this workspace has one/)
    .waitFor()
  await api(page, 'DELETE', `workspaces/${workspaceId}/mcp-servers/${serverId}`)
  const { items } = await api<{ items: { id: string }[] }>(page, 'GET', `workspaces/${workspaceId}/http-tools`)
  await api(page, 'DELETE', `workspaces/${workspaceId}/http-tools/${items[0]?.id}`)
  await page.getByRole('button', { name: 'Allow and install' }).click()
  await page.getByRole('link', { name: 'Look at the tools' }).click()
  await page.getByText('https://mcp.example.com/mcp').first().waitFor()

  await page.goto(`${root}/marketplace?q=postgresql`)
  await page.getByRole('link', { name: 'PostgreSQL query (read-only)' }).click()
  await page.getByRole('button', { name: 'Install' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Server', { exact: true }).fill('https://db.example.com')
  await dialog.getByLabel('Database').fill('shop')
  await dialog.getByLabel('User').fill('reader')
  await dialog.getByLabel('POSTGRES_PASSWORD').fill('the-password-of-the-test')
  await dialog.getByRole('button', { name: 'Allow and install' }).click()
  await dialog
    .getByText(/is the name of a host/)
    .first()
    .waitFor()
  await dialog.getByLabel('Server', { exact: true }).fill('db.example.com')
  await dialog.getByLabel('POSTGRES_PASSWORD').fill('the-password-of-the-test')
  await dialog.getByRole('button', { name: 'Allow and install' }).click()
  await page.getByText('PostgreSQL query (read-only) is installed.').waitFor()
  const installed = await api<{ items: { settings: object }[] }>(page, 'GET', `workspaces/${workspaceId}/installations`)
  expect(installed.items.at(-1)?.settings).toMatchObject({
    host: 'db.example.com:5432',
    database: 'shop',
    tls: 'verified',
  })
})
