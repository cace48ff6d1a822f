'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from './button.tsx'
import { Input } from './input.tsx'

/** A value to take along. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useTranslations('ui')
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    // Without https browsers have no clipboard API; then the value is selected for the person to copy.
    await navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => undefined,
    )
    field.current?.select()
  }
  return (
    <div className="flex gap-2">
      <Input ref={field} readOnly aria-label={label} value={value} className="font-mono text-sm" />
      <Button onClick={copy} aria-live="polite">
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied ? t('copied') : t('copy')}
      </Button>
    </div>
  )
}
