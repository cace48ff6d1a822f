'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { DialogActions } from '#components/ui/dialog.tsx'

/** Recovery codes, in the one moment in which they are known. */
export function RecoveryCodeList({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useTranslations('account')
  const text = `${codes.join('\n')}\n`
  return (
    <>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-lg border bg-muted px-4 py-3 font-mono text-sm max-sm:grid-cols-1">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <DialogActions>
        <Button asChild>
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download={`crewhouse-${t('codes.file')}.txt`}
          >
            <Download aria-hidden />
            {t('codes.download')}
          </a>
        </Button>
        <Button variant="primary" onClick={onKept}>
          {t('codes.kept')}
        </Button>
      </DialogActions>
    </>
  )
}
