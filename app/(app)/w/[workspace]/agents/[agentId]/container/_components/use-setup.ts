'use client'

import { useCallback, useEffect, useState } from 'react'
import { type SetupView, setupView } from '#lib/sandbox/setup-schema.ts'

const PERIOD_MS = 5000
/** While something is printed. */
const BUSY_PERIOD_MS = 1000

/** What came of an agent's setup command, looked at anew while the page is in sight. */
export function useSetup(workspaceId: string, agentId: string, initial: SetupView) {
  const [setup, setSetup] = useState(initial)
  const isBusy = setup.status === 'waiting' || setup.status === 'building'
  const reload = useCallback(async () => {
    const path = `/api/v1/workspaces/${workspaceId}/agents/${agentId}/sandbox/setup`
    const response = await fetch(path).catch(() => null)
    const parsed = response?.ok ? setupView.safeParse(await response.json()) : null
    if (parsed?.success) setSetup(parsed.data)
  }, [workspaceId, agentId])
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === 'visible' && void reload(),
      isBusy ? BUSY_PERIOD_MS : PERIOD_MS,
    )
    return () => clearInterval(timer)
  }, [reload, isBusy])
  return { setup, setSetup }
}
