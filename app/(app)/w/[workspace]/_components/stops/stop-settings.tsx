import { useTranslations } from 'next-intl'
import type { StopView } from '#lib/stops/schema.ts'
import { SettingRow } from '../../settings/_components/setting-row.tsx'
import { StopButton } from './stop-button.tsx'

interface StopSettingsProps {
  workspaceId: string
  tenant: { id: string; name: string }
  stops: readonly StopView[]
}

/** The stop buttons of a workspace and its organisation. */
export function StopSettings({ workspaceId, tenant, stops }: StopSettingsProps) {
  const t = useTranslations('stop')
  const isStopped = (level: StopView['level']) => stops.some((stop) => stop.level === level)
  return (
    <div className="divide-y rounded-xl border bg-raised shadow-raised">
      <SettingRow title={t('workspaceTitle')} description={t('workspaceHint')}>
        <StopButton place={{ level: 'workspace', workspaceId }} isStopped={isStopped('workspace')} />
      </SettingRow>
      <SettingRow title={t('tenantTitle', { tenant: tenant.name })} description={t('tenantHint')}>
        <StopButton place={{ level: 'tenant', tenantId: tenant.id }} isStopped={isStopped('tenant')} />
      </SettingRow>
    </div>
  )
}
