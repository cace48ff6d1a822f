'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { setAgentToolPolicy, setTenantToolPolicy, setWorkspaceToolPolicy } from '#lib/toolbox/set-policies.ts'
import type { PolicyRule } from '#lib/tools/schema.ts'

interface Save {
  rules: PolicyRule[]
  revision: number
}

/** Where rules stand. */
export type PolicyPlace =
  | { level: 'tenant'; tenantId: string }
  | { level: 'workspace'; workspaceId: string }
  | { level: 'agent'; workspaceId: string; agentId: string }

export async function savePolicy({ place, ...save }: Save & { place: PolicyPlace }) {
  const result = await saveAt(place, save)
  if (result.ok) refresh()
  return result
}

function saveAt(place: PolicyPlace, save: Save) {
  switch (place.level) {
    case 'tenant':
      return runAction(setTenantToolPolicy, { tenantId: place.tenantId, ...save })
    case 'workspace':
      return runAction(setWorkspaceToolPolicy, { workspaceId: place.workspaceId, ...save })
    case 'agent':
      return runAction(setAgentToolPolicy, { workspaceId: place.workspaceId, agentId: place.agentId, ...save })
  }
}
