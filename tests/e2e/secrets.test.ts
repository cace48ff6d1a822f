import { expect, test } from 'vitest'
import { eventually } from '#tests/support/sandbox-contract.ts'
import { dockerInstallation } from './support/docker-installation.ts'

const here = dockerInstallation()

const VALUE = 'ghp_the-real-value-of-the-test'

test('an admin gives agents a secret that nobody reads again, opens the network, and sees where they went', async () => {
  const { page, root, workspaceId } = await here.signUp()
  await page.goto(`${root}/settings`)
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Secrets' }).click()
  await page.getByText('No secrets yet').waitFor()

  await page.getByRole('button', { name: 'Add secret' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('path')
  await dialog.getByLabel('Value').fill('short')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText(/A name has capital letters/).waitFor()
  await dialog
    .getByText(/at least 8 characters/)
    .first()
    .waitFor()
  await dialog.getByLabel('Name').fill('API_TOKEN')
  await dialog.getByLabel('Value').fill(VALUE)
  await dialog.getByLabel('Hosts').fill('api.example.com')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'API_TOKEN' })
  await row.getByText('api.example.com').waitFor()
  await row.getByRole('button', { name: 'Change' }).click()
  expect(await page.getByRole('dialog').getByLabel('New value').inputValue()).toBe('')
  await page.getByRole('dialog').getByLabel('New value').fill(`${VALUE}-2`)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await row.getByText('Version 2').waitFor()
  await page.reload()
  await row.waitFor()
  expect(await page.content()).not.toContain(VALUE)
  const listed = await page.evaluate(
    async (id) => (await fetch(`/api/v1/workspaces/${id}/secrets`)).text(),
    workspaceId,
  )
  expect(listed).toContain('API_TOKEN')
  expect(listed).not.toContain(VALUE)

  const agentId = await page.evaluate(async (id) => {
    const response = await fetch(`/api/v1/workspaces/${id}/agents`)
    return (await response.json()).items[0].id as string
  }, workspaceId)
  await page.goto(`${root}/agents/${agentId}`)
  await page.getByLabel('Network').click()
  await page.getByRole('option', { name: 'Chosen hosts' }).click()
  await page.getByLabel('More hosts').fill('site.example.com\nhttps://wrong')
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText(/Enter a host name such as/).waitFor()
  await page.getByLabel('More hosts').fill('site.example.com')
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Saved. It holds from the next message on.').waitFor()

  await page.goto(`${root}/agents/${agentId}/container`)
  await page.getByText('No connection yet').waitFor()
  await page.getByRole('button', { name: 'Open a terminal' }).click()
  const screen = page.locator('[data-terminal] .xterm-rows')
  const shows = (pattern: RegExp) =>
    eventually(
      async () => pattern.test(((await screen.textContent()) ?? '').replaceAll('\u00a0', ' ')),
      `${pattern} on the terminal`,
    )
  await shows(/\$\s*$/)
  await page.keyboard.type(
    'clear; echo "[$API_TOKEN]"; curl -sS http://169.254.169.254/; curl -sS http://elsewhere.example.com/\n',
  )
  await shows(/\[crewhouse_secret_[0-9a-f]{32}\]/)
  await shows(/169\.254\.169\.254:80 is not on the list/)
  const connections = page.getByRole('region', { name: 'Connections' })
  const refused = connections.getByRole('listitem').filter({ hasText: 'elsewhere.example.com:80' })
  await refused.getByText('Refused').waitFor({ timeout: 15_000 })
  await connections.getByText('169.254.169.254:80').waitFor()
})
