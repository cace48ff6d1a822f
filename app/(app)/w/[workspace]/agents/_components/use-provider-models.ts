'use client'

import { useEffect, useState } from 'react'
import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import type { ModelInfo } from '#lib/providers/schema.ts'
import { askForModels } from '../../_components/providers/actions.ts'

const known = new Map<string, Promise<ModelInfo[] | null>>()

/** A provider's models: undefined until they are known, null when the provider does not tell. */
export function useProviderModels(workspaceId: string, providerId: string): ModelInfo[] | null | undefined {
  const [answer, setAnswer] = useState<{ providerId: string; models: ModelInfo[] | null }>()
  useEffect(() => {
    if (providerId === DEMO_PROVIDER) return
    let stale = false
    const asked = known.get(providerId) ?? ask(workspaceId, providerId)
    known.set(providerId, asked)
    asked.then((models) => {
      // A provider that did not tell may do so the next time.
      if (models === null) known.delete(providerId)
      if (!stale) setAnswer({ providerId, models })
    })
    return () => {
      stale = true
    }
  }, [workspaceId, providerId])
  return answer?.providerId === providerId ? answer.models : undefined
}

async function ask(workspaceId: string, providerId: string): Promise<ModelInfo[] | null> {
  const result = await askForModels({ workspaceId, providerId }).catch(() => null)
  return result?.ok ? result.data.models : null
}
