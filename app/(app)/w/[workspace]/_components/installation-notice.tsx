import { Box, Unplug } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { findDriver } from '#lib/sandbox/find-driver.ts'

/** What everybody should know of the machine behind the pages; nothing when all is as it should be. */
export async function InstallationNotice() {
  const t = await getTranslations('shell')
  const driver = await findDriver()
  if (driver === 'docker') return null
  const [Icon, words] = driver ? [Box, t('virtualNotice')] : [Unplug, t('workerAway')]
  return (
    <section
      aria-label={t('aboutInstallation')}
      className="flex shrink-0 items-center justify-center gap-2 border-warning-border border-b bg-warning-soft px-4 py-1 text-center text-sm text-warning"
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <p>{words}</p>
    </section>
  )
}
