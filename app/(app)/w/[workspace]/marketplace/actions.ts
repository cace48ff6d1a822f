'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import type { Result } from '#app/_server/result.ts'
import type { ModelChoice } from '#lib/agents/schema.ts'
import { submitPackage, yankPackage } from '#lib/packages/change-version.ts'
import { assignInstallation } from '#lib/packages/installations/assign-installation.ts'
import { installPackage } from '#lib/packages/installations/install-package.ts'
import { uninstallPackage } from '#lib/packages/installations/uninstall-package.ts'
import { updateInstallation } from '#lib/packages/installations/update-installation.ts'
import { publishPackage } from '#lib/packages/publish-package.ts'
import { curatePackage, reviewPackage } from '#lib/packages/review-package.ts'

interface Entered {
  secrets: { name: string; value?: string }[]
  settings: Record<string, string>
}

async function refreshed<T>(result: Promise<Result<T>>): Promise<Result<T>> {
  const answer = await result
  if (answer.ok) refresh()
  return answer
}

export async function install(
  input: Entered & {
    workspaceId: string
    packageId: string
    version: string
    address: string
    agentIds: string[]
    models: ModelChoice[]
  },
) {
  return refreshed(runAction(installPackage, input))
}

export async function update(
  input: Entered & { workspaceId: string; installationId: string; version: string; address: string },
) {
  return refreshed(runAction(updateInstallation, input))
}

export async function assign(input: { workspaceId: string; installationId: string; agentIds: string[] }) {
  return refreshed(runAction(assignInstallation, input))
}

export async function uninstall(input: { workspaceId: string; installationId: string }) {
  return refreshed(runAction(uninstallPackage, input))
}

export async function publish(input: Record<string, unknown> & { workspaceId: string }) {
  return runAction(publishPackage, input)
}

export async function submit(input: { workspaceId: string; packageId: string; version: string }) {
  return refreshed(runAction(submitPackage, input))
}

export async function withdraw(input: { workspaceId: string; packageId: string; version: string; reason: string }) {
  return refreshed(runAction(yankPackage, input))
}

export async function review(input: {
  tenantId: string
  versionId: string
  approve: boolean
  reason: string
  curated?: boolean
}) {
  return runAction(reviewPackage, input)
}

export async function curate(input: { tenantId: string; packageId: string; curated: boolean }) {
  return refreshed(runAction(curatePackage, input))
}
