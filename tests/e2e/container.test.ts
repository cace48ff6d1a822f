import type Docker from 'dockerode'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from '#tests/support/sandbox-contract.ts'
import { dockerInstallation } from './support/docker-installation.ts'
import { changeRole } from './support/roles.ts'

const here = dockerInstallation({ CREWHOUSE_SANDBOX_MAX_MEMORY_MB: '2048' })

async function firstAgent(page: Page, workspaceId: string): Promise<string> {
  return page.evaluate(async (id) => {
    const response = await fetch(`/api/v1/workspaces/${id}/agents`)
    return (await response.json()).items[0].id as string
  }, workspaceId)
}

async function containerOf(agentId: string): Promise<Docker.ContainerInspectInfo> {
  const filters = { label: [...here.filters().label, `crewhouse.agent=${agentId}`] }
  const [found] = await here.docker.listContainers({ all: true, filters })
  if (!found) throw new Error('the agent has no container')
  return here.docker.getContainer(found.Id).inspect()
}

async function openTerminal(page: Page) {
  await page.getByRole('button', { name: 'Open a terminal' }).click()
  const screen = page.locator('[data-terminal] .xterm-rows')
  const shows = (text: string | RegExp) =>
    eventually(async () => {
      const seen = ((await screen.textContent()) ?? '').replaceAll('\u00a0', ' ')
      return typeof text === 'string' ? seen.includes(text) : text.test(seen)
    }, `${text} on the terminal`)
  // A fresh screen: one that was here before shows what was typed there.
  await shows(/^[^$]*\$\s*$/)
  return { shows, type: (text: string) => page.keyboard.type(text) }
}

/** As from a clipboard: a driven keyboard has no key for ü. */
function paste(page: Page, text: string): Promise<void> {
  return page.locator('.xterm-helper-textarea').evaluate((field, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

const mebibyte = 1024 * 1024

test('what an admin types in the terminal runs in the container; new settings make a new one', async () => {
  const { page, root, workspaceId } = await here.signUp()
  const agentId = await firstAgent(page, workspaceId)
  await page.goto(`${root}/agents/${agentId}`)
  await page.getByRole('link', { name: 'Container' }).click()
  await page.getByText('None yet').waitFor()

  const { shows, type } = await openTerminal(page)
  await paste(page, 'echo ümlaut "$((40 + 2)) größe"')
  await type('\n')
  await shows('ümlaut 42 größe')
  await type('sh -c \'echo be"gun"; exec sleep 1000\'; echo not reached\n')
  await shows('begun')
  await page.keyboard.press('Control+C')
  await type('echo still $((1 + 1))\n')
  await shows('still 2')
  await type('stty size\n')
  await shows(/\d+ \d{2,}/)
  await page.setViewportSize({ width: 700, height: 800 })
  await type('clear; echo columns=$(tput cols)\n')
  await shows(/columns=[4-8]\d(?!\d)/)
  await page.setViewportSize({ width: 1280, height: 800 })

  // The page knows of the container, and what it does.
  await page.getByText('Running', { exact: true }).waitFor()
  await type('sleep 3001 & \n')
  await page.getByRole('cell', { name: 'sleep 3001' }).waitFor()
  await page.getByText(/of 512 MB/).waitFor()
  const before = await containerOf(agentId)
  expect(before.HostConfig).toMatchObject({ Memory: 512 * mebibyte, ReadonlyRootfs: true, NetworkMode: 'none' })
  await type('exit\n')
  await page.getByText('The shell has ended.').waitFor()

  await page.goto(`${root}/agents/${agentId}`)
  await page.getByLabel('Memory', { exact: true }).fill('4096')
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('At most 2048 in this installation.').waitFor()
  await page.getByLabel('Memory', { exact: true }).fill('256')
  await page.getByLabel('Processors').fill('0.5')
  await page.getByLabel('Workspace files').click()
  await page.getByRole('option', { name: 'Read only' }).click()
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Saved. It holds from the next message on.').waitFor()

  await page.goto(`${root}/agents/${agentId}/container`)
  const again = await openTerminal(page)
  await again.type('touch x\n')
  await again.shows('Read-only file system')
  const after = await containerOf(agentId)
  expect(after.Id).not.toBe(before.Id)
  expect(after.HostConfig).toMatchObject({ Memory: 256 * mebibyte, NanoCpus: 0.5e9 })

  // A reset removes it, and its home by a second choice alone.
  await again.type('touch ~/kept; echo do"ne"\n')
  await again.shows('done')
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click()
  await page.getByText('None yet').waitFor()
  const third = await openTerminal(page)
  await third.type('ls ~\n')
  await third.shows('kept')
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await page.getByRole('switch').click()
  await page.getByRole('button', { name: 'Reset and remove its files' }).click()
  await page.getByText('None yet').waitFor()
  const fourth = await openTerminal(page)
  await fourth.type('ls -A ~ | wc -l; echo looked\n')
  await fourth.shows('looked')
  expect(await page.locator('[data-terminal] .xterm-rows').textContent()).not.toContain('kept')
})

test('a terminal is for admins: it ends with the role, and members and viewers get none', async () => {
  const { page, root, workspaceId, person } = await here.signUp()
  const agentId = await firstAgent(page, workspaceId)
  await page.goto(`${root}/agents/${agentId}/container`)
  const { type, shows } = await openTerminal(page)
  await type('echo in\n')
  await shows('in')
  await changeRole(here.app.env, person.email, 'member')
  await page.getByText('Closed: the right to it has ended.').waitFor()
  for (const role of ['member', 'viewer'] as const) {
    await changeRole(here.app.env, person.email, role)
    await page.goto(`${root}/agents/${agentId}/container`)
    await page
      .getByText(/Running|Asleep/)
      .first()
      .waitFor()
    expect(await page.getByRole('button', { name: 'Open a terminal' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Reset' }).count()).toBe(0)
    const status = await page.evaluate(
      async (body) => {
        const headers = { 'content-type': 'application/json' }
        return (await fetch('/api/terminals', { method: 'POST', headers, body: JSON.stringify(body) })).status
      },
      { workspaceId, agentId, size: { columns: 80, rows: 24 } },
    )
    expect(status).toBe(403)
  }
})

test('a setup command makes the image that the agent works in, in sight of whoever gave it', async () => {
  const { page, root, workspaceId, person } = await here.signUp()
  const agentId = await firstAgent(page, workspaceId)
  const save = async (command: string) => {
    await page.goto(`${root}/agents/${agentId}`)
    const field = page.getByLabel('Setup command')
    // What is typed into a field before React has taken it over is mixed with what it held.
    const isAlive = () =>
      field.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps')))
    await expect.poll(isAlive).toBe(true)
    await field.fill(command)
    expect(await field.inputValue()).toBe(command)
    await page.getByRole('button', { name: /^Save/ }).click()
    await page.getByText('Saved. It holds from the next message on.').waitFor()
    await page.goto(`${root}/agents/${agentId}/container`)
  }
  await save('for i in 1 2 3; do echo step $i; sleep 0.5; done; echo "made by $(id -un)" > /opt/made')
  const setup = page.getByRole('region', { name: 'Setup' })
  // An engine takes its time to make an image.
  const made = { timeout: 120_000 }
  await setup.getByText('Done').waitFor(made)
  await setup.getByText('step 3').waitFor()
  const { type, shows } = await openTerminal(page)
  await type('cat /opt/made; id -u\n')
  await shows(/made by root\s*1000/)
  await save('echo no such luck; exit 7')
  await setup.getByText('The command ended with exit code 7.').waitFor(made)
  await setup.getByText('no such luck', { exact: true }).waitFor()
  await setup.getByText('The agent works in the image of an earlier setup.').waitFor()
  await setup.getByRole('button', { name: 'Run again' }).click()
  await page.getByText('The setup runs again.').waitFor()
  await setup.getByText('The command ended with exit code 7.').waitFor(made)
  // Whoever is no admin sees it, and changes nothing of it.
  await changeRole(here.app.env, person.email, 'member')
  await page.goto(`${root}/agents/${agentId}/container`)
  await setup.getByText('Failed', { exact: true }).waitFor()
  expect(await setup.getByRole('button', { name: 'Run again' }).count()).toBe(0)
  await page.goto(`${root}/agents/${agentId}`)
  expect(await page.getByLabel('Setup command').getAttribute('readonly')).not.toBeNull()
})
