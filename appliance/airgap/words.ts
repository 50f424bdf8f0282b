import type { Text } from '../../src/base/text.ts';

/** What the probes find, and in what state: said alike in the console and at the terminal. */
export const gapWords = {
  gapNothing: { fr: 'Aucune interface, aucune radio, aucun appareil de réseau.', en: 'No interface, no radio, no network device.' },
  gapUp: { fr: 'actif', en: 'up' },
  gapDown: { fr: 'sans lien', en: 'no link' },
  gapOff: { fr: 'coupé', en: 'off' },
  gap_wired: { fr: 'interface câblée', en: 'wired interface' },
  gap_wireless: { fr: 'interface sans fil', en: 'wireless interface' },
  gap_cellular: { fr: 'modem cellulaire', en: 'cellular modem' },
  gap_virtual: { fr: 'interface virtuelle', en: 'virtual interface' },
  gap_loopback: { fr: 'boucle locale', en: 'loopback' },
  gap_wlan: { fr: 'radio Wi-Fi', en: 'Wi-Fi radio' },
  gap_bluetooth: { fr: 'Bluetooth', en: 'Bluetooth' },
  gap_wwan: { fr: 'radio cellulaire', en: 'cellular radio' },
  gap_other: { fr: 'autre radio', en: 'other radio' },
  gap_communication: { fr: 'USB, communications', en: 'USB, communications' },
  gap_data: { fr: 'USB, données de communication', en: 'USB, communication data' },
  gap_tethering: { fr: 'USB, partage d’un téléphone', en: 'USB, telephone tethering' },
  gap_namespace: { fr: 'autre espace réseau', en: 'other network namespace' },
} as const satisfies Record<string, Text>;
