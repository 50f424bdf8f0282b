import type { ErrorCatalogue } from './entry.ts';

/** What keeps the machine from being unplugged, kind by kind: each said with what to press or pull out. */
export const gapDeviceErrors = {
  GAP_CABLE: {
    what: {
      fr: 'L’interface réseau « {name} » est branchée : son lien est actif.',
      en: 'Network interface “{name}” is plugged in: its link is up.',
    },
    fix: {
      fr: 'Débranchez le câble de « {name} » (dans une machine virtuelle, déconnectez sa carte), ou : ip link set {name} down.',
      en: 'Unplug the cable of “{name}” (in a virtual machine, disconnect its card), or: ip link set {name} down.',
    },
  },
  GAP_WIFI: {
    what: { fr: 'L’interface sans fil « {name} » est connectée.', en: 'Wireless interface “{name}” is connected.' },
    fix: {
      fr: 'Coupez le Wi-Fi : sa touche ou le « mode avion » de la machine, ou la commande rfkill block wlan.',
      en: 'Turn Wi-Fi off: its key or “airplane mode” on the machine, or the command rfkill block wlan.',
    },
  },
  GAP_CELLULAR: {
    what: { fr: 'Le modem cellulaire « {name} » est connecté.', en: 'Cellular modem “{name}” is connected.' },
    fix: {
      fr: 'Retirez le modem ou sa carte SIM, et coupez-le : rfkill block wwan.',
      en: 'Remove the modem or its SIM card, and cut it: rfkill block wwan.',
    },
  },
  GAP_VIRTUAL: {
    what: {
      fr: 'L’interface virtuelle « {name} » (tunnel, pont, conteneur, machine virtuelle) est active.',
      en: 'Virtual interface “{name}” (tunnel, bridge, container, virtual machine) is up.',
    },
    fix: {
      fr: 'Arrêtez ce qui l’emploie, ou : ip link set {name} down.',
      en: 'Stop what uses it, or: ip link set {name} down.',
    },
  },
  GAP_RADIO_WIFI: {
    what: {
      fr: 'Le Wi-Fi de la machine est allumé (« {name} »), même s’il n’est connecté à rien.',
      en: 'The machine’s Wi-Fi is on (“{name}”), even if it is connected to nothing.',
    },
    fix: {
      fr: 'Éteignez-le : la touche ou l’interrupteur Wi-Fi ou « mode avion » de la machine, ou la commande rfkill block wlan. Une clé Wi-Fi se retire de son port USB; une carte sans interrupteur se désactive dans le BIOS.',
      en: 'Turn it off: the machine’s Wi-Fi or “airplane mode” key or switch, or the command rfkill block wlan. A Wi-Fi key is pulled out of its USB port; a card without a switch is disabled in the BIOS.',
    },
  },
  GAP_RADIO_BLUETOOTH: {
    what: {
      fr: 'Le Bluetooth de la machine est allumé (« {name} »).',
      en: 'The machine’s Bluetooth is on (“{name}”).',
    },
    fix: {
      fr: 'Éteignez-le : la touche Bluetooth ou « mode avion » de la machine, ou la commande rfkill block bluetooth. Une clé Bluetooth se retire de son port USB.',
      en: 'Turn it off: the machine’s Bluetooth or “airplane mode” key, or the command rfkill block bluetooth. A Bluetooth key is pulled out of its USB port.',
    },
  },
  GAP_RADIO_CELLULAR: {
    what: {
      fr: 'Le modem cellulaire de la machine est allumé (« {name} »), même sans réseau en vue.',
      en: 'The machine’s cellular modem is on (“{name}”), even with no network in sight.',
    },
    fix: {
      fr: 'Éteignez-le : la touche « mode avion » de la machine, ou la commande rfkill block wwan. Une clé cellulaire se retire de son port USB; retirez aussi la carte SIM.',
      en: 'Turn it off: the machine’s “airplane mode” key, or the command rfkill block wwan. A cellular key is pulled out of its USB port; take the SIM card out too.',
    },
  },
  GAP_RADIO: {
    what: {
      fr: 'Une radio de la machine est allumée (« {name} ») : ni Wi-Fi, ni Bluetooth, ni cellulaire.',
      en: 'A radio of the machine is on (“{name}”): neither Wi-Fi, nor Bluetooth, nor cellular.',
    },
    fix: {
      fr: 'Éteignez-la : la touche « mode avion » de la machine, ou la commande rfkill block all. Une radio sans interrupteur se retire ou se désactive dans le BIOS.',
      en: 'Turn it off: the machine’s “airplane mode” key, or the command rfkill block all. A radio without a switch is taken out or disabled in the BIOS.',
    },
  },
  GAP_USB: {
    what: {
      fr: 'Un adaptateur réseau ou un modem est branché en USB : {device}.',
      en: 'A network adapter or a modem is plugged in by USB: {device}.',
    },
    fix: {
      fr: 'Retirez-le de son port USB, même si son câble est débranché. S’il est dans la machine même : echo 0 > /sys/bus/usb/devices/{name}/authorized, en root.',
      en: 'Pull it out of its USB port, even if its cable is unplugged. If it is inside the machine: echo 0 > /sys/bus/usb/devices/{name}/authorized, as root.',
    },
  },
  GAP_USB_PHONE: {
    what: {
      fr: 'Un téléphone branché en USB offre sa connexion à la machine : {device}.',
      en: 'A telephone plugged in by USB offers its connection to the machine: {device}.',
    },
    fix: {
      fr: 'Débranchez le téléphone de cette machine; pour le recharger, prenez une prise de courant.',
      en: 'Unplug the telephone from this machine; to charge it, use a wall socket.',
    },
  },
  GAP_USB_BLUETOOTH: {
    what: {
      fr: 'Un émetteur Bluetooth est branché en USB : {device}.',
      en: 'A Bluetooth transmitter is plugged in by USB: {device}.',
    },
    fix: {
      fr: 'Si c’est une clé, retirez-la de son port USB. S’il est dans la machine même, éteignez-le : sa touche Bluetooth ou « mode avion », ou la commande rfkill block bluetooth.',
      en: 'If it is a key, pull it out of its USB port. If it is inside the machine, turn it off: its Bluetooth or “airplane mode” key, or the command rfkill block bluetooth.',
    },
  },
  GAP_USB_WIRELESS: {
    what: {
      fr: 'Un appareil sans fil est branché en USB : {device}.',
      en: 'A wireless device is plugged in by USB: {device}.',
    },
    fix: {
      fr: 'Retirez-le de son port USB, souris et claviers sans fil de cette sorte compris. S’il est dans la machine même : echo 0 > /sys/bus/usb/devices/{name}/authorized, en root.',
      en: 'Pull it out of its USB port, wireless mice and keyboards of this sort included. If it is inside the machine: echo 0 > /sys/bus/usb/devices/{name}/authorized, as root.',
    },
  },
  GAP_NAMESPACE: {
    what: {
      fr: 'Un autre espace réseau de la machine ({net}) porte des interfaces : {names}.',
      en: 'Another network namespace of the machine ({net}) holds interfaces: {names}.',
    },
    fix: {
      fr: 'Arrêtez le conteneur ou le service qui l’emploie, ou supprimez-le : ip netns list, ip netns delete.',
      en: 'Stop the container or service that uses it, or delete it: ip netns list, ip netns delete.',
    },
  },
} as const satisfies ErrorCatalogue;
