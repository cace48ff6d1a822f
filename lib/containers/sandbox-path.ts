import type { SandboxKey } from '#lib/sandbox/spec.ts'

/** An address of the worker's internal API about one sandbox. */
export function sandboxPath(
  path: string,
  { agentId, threadId }: SandboxKey,
  more: Record<string, string> = {},
): string {
  return `${path}?${new URLSearchParams({ agentId, ...(threadId ? { threadId } : {}), ...more })}`
}
