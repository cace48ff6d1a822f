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
