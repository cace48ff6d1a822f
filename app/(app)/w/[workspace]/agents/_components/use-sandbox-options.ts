'use client'

import { useParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { type SandboxOptionsView, sandboxOptionsView } from '#lib/containers/schema.ts'

/** What sandboxes may be made of here; null until it is known, and where no worker can say. */
export function useSandboxOptions(): SandboxOptionsView | null {
  const { workspace } = useParams<{ workspace: string }>()
  const [options, setOptions] = useState<SandboxOptionsView | null>(null)
  useEffect(() => {
    const gone = new AbortController()
    const load = async () => {
      const response = await fetch(`/api/v1/workspaces/${workspace}/sandbox-options`, { signal: gone.signal })
      const parsed = response.ok ? sandboxOptionsView.safeParse(await response.json()) : null
      if (parsed?.success) setOptions(parsed.data)
    }
    load().catch(() => undefined)
    return () => gone.abort()
  }, [workspace])
  return options
}
