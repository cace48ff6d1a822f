import type { Page } from 'playwright-core'

/** Asks the public API from within a page, with its session. */
export async function api<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const { status, json } = await page.evaluate(
    async (asked) => {
      const response = await fetch(`/api/v1/${asked.path}`, {
        method: asked.method,
        headers: asked.body === undefined ? undefined : { 'content-type': 'application/json' },
        body: asked.body === undefined ? undefined : JSON.stringify(asked.body),
      })
      return { status: response.status, json: response.status === 204 ? null : await response.json() }
    },
    { method, path, body },
  )
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`)
  return json as T
}

/** A thread in which a person has said something; its run goes on by itself. @returns the thread's id */
export async function addThread(page: Page, workspaceId: string, text: string, fields: object = {}): Promise<string> {
  const { items } = await api<{ items: { id: string }[] }>(page, 'GET', `workspaces/${workspaceId}/agents`)
  const thread = await api<{ id: string }>(page, 'POST', `workspaces/${workspaceId}/threads`, {
    agentId: items[0]?.id,
    ...fields,
  })
  await api(page, 'POST', `workspaces/${workspaceId}/threads/${thread.id}/messages`, { text })
  return thread.id
}

/** Gives a first task on the workspace's first page, and goes with it to its thread. */
export async function startThreadOn(page: Page, text: string): Promise<void> {
  await page.getByLabel(/^Task for/).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForURL(/\/threads\/[0-9a-f-]{36}/)
}
