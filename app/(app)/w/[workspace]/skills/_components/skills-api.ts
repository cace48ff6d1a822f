import { type SkillFile, type SkillSummary, skillChecked, skillLimits, skillSaved } from '#lib/skills/schema.ts'

export type SkillContent = { files: SkillFile[] } | { zip: string }

/** Where a skill is changed: in its workspace, or, if it is the organisation's, there. */
export function placeOf(skill: Pick<SkillSummary, 'workspaceId'>, tenantId: string): string {
  return skill.workspaceId ? `workspaces/${skill.workspaceId}` : `tenants/${tenantId}`
}

/** Saves a skill by the public API: a server action takes no body of this size. Failures carry the server's `code`. */
export async function sendSkill(path: string, method: 'POST' | 'PUT', body: SkillContent & Record<string, unknown>) {
  return skillSaved.parse(await send(path, method, body))
}

/** What it would be, and what the check says of it; nothing is kept. */
export async function checkSkill(workspaceId: string, body: SkillContent) {
  return skillChecked.parse(await send(`workspaces/${workspaceId}/skills/check`, 'POST', body))
}

async function send<T extends object>(path: string, method: string, body: T): Promise<unknown> {
  const response = await fetch(`/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw Object.assign(new Error('unreachable'), { code: 'unreachable' })
  })
  const answer = (await response.json().catch(() => null)) as { code?: string; detail?: string } | null
  if (!response.ok)
    throw Object.assign(new Error(answer?.detail), { code: answer?.detail ? answer.code : 'unanswered' })
  return answer
}

/** What a person chose or dropped: one zip, or the files of a folder. Null: it is larger than a skill may be. */
export async function contentOf(files: { file: File; path: string }[]): Promise<SkillContent | null> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0)
  if (total > skillLimits.totalBytes || files.length > skillLimits.files) return null
  const [only] = files
  if (files.length === 1 && only && /\.(?:zip|skill)$/i.test(only.path)) return { zip: await base64Of(only.file) }
  const kept = files.filter(({ path }) => !/(?:^|\/)(?:\.DS_Store|Thumbs\.db)$/.test(path))
  const root = commonRoot(kept.map(({ path }) => path))
  return {
    files: await Promise.all(
      kept.map(async ({ file, path }) => ({
        path: path.slice(root.length),
        encoding: 'base64' as const,
        content: await base64Of(file),
      })),
    ),
  }
}

/** A folder's own name is no part of its files' paths. */
function commonRoot(paths: string[]): string {
  const first = paths[0]?.split('/')[0]
  return first && paths.every((path) => path.startsWith(`${first}/`)) ? `${first}/` : ''
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
