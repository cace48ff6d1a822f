'use client'

import { useTranslations } from 'next-intl'
import { useOptimistic, useTransition } from 'react'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { curate } from '../actions.ts'

interface CurateSwitchProps {
  tenantId: string
  packageId: string
  curated: boolean
}

/** For admins of the installation: whether it is recommended to everybody. */
export function CurateSwitch({ tenantId, packageId, curated }: CurateSwitchProps) {
  const t = useTranslations('market')
  const problemWords = useProblemWords()
  const [shown, setShown] = useOptimistic(curated)
  const [, startTransition] = useTransition()
  const change = (next: boolean) =>
    startTransition(async () => {
      setShown(next)
      const result = await curate({ tenantId, packageId, curated: next })
      if (!result.ok) toast.error(problemWords(result.error))
    })
  return (
    <label htmlFor="curated" className="flex items-center gap-2 text-sm">
      <Switch id="curated" checked={shown} onCheckedChange={change} />
      {t('recommend')}
    </label>
  )
}
