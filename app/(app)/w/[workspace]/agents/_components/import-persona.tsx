'use client'

import { Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'

const PARTS = { 'soul.md': 'persona', 'agents.md': 'rules', 'user.md': 'notes' } as const
const MAX_CHARS = 50_000

interface ImportPersonaProps {
  onImport: (parts: { persona?: string; rules?: string; notes?: string }) => void
}

/** Takes an agent's files from elsewhere: SOUL.md is its role, AGENTS.md its rules, USER.md its notes. */
export function ImportPersona({ onImport }: ImportPersonaProps) {
  const t = useTranslations('agents')
  const input = useRef<HTMLInputElement>(null)
  const take = async (files: readonly File[]) => {
    const parts: Parameters<typeof onImport>[0] = {}
    for (const file of files) {
      const part = PARTS[file.name.toLowerCase() as keyof typeof PARTS]
      if (!part) toast.error(t('importUnknown', { name: file.name }))
      else if (file.size > MAX_CHARS * 4) toast.error(t('importTooLarge', { name: file.name }))
      else parts[part] = (await file.text()).slice(0, MAX_CHARS)
    }
    if (Object.keys(parts).length > 0) onImport(parts)
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        ref={input}
        type="file"
        accept=".md,text/markdown"
        multiple
        hidden
        aria-label={t('importFiles')}
        onChange={({ target }) => {
          void take([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <Button size="sm" onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {t('importFiles')}
      </Button>
      <p className="text-muted-foreground text-sm">{t('importHint')}</p>
    </div>
  )
}
