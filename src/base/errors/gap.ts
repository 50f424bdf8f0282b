import type { ErrorCatalogue } from './entry.ts';

/** What keeps the machine from being unplugged, and what ended a session that was: each said with the gesture that mends it. */
export const gapErrors = {
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
      fr: 'Coupez la radio : rfkill block wlan, ou l’interrupteur de la machine.',
      en: 'Cut the radio: rfkill block wlan, or the machine’s switch.',
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
  GAP_RADIO: {
    what: { fr: 'La radio « {name} » ({type}) n’est pas coupée.', en: 'Radio “{name}” ({type}) is not cut.' },
    fix: {
      fr: 'Coupez-la : rfkill block {type} (ou rfkill block all), l’interrupteur de la machine ou son BIOS. Une radio sans interrupteur se retire, ou son pilote se décharge.',
      en: 'Cut it: rfkill block {type} (or rfkill block all), the machine’s switch or its BIOS. A radio without a switch is removed, or its driver unloaded.',
    },
  },
  GAP_USB: {
    what: {
      fr: 'L’appareil USB « {name} » peut porter un réseau (classe : {class}).',
      en: 'USB device “{name}” can carry a network (class: {class}).',
    },
    fix: {
      fr: 'Retirez-le (clé réseau, téléphone, modem); à défaut : echo 0 > /sys/bus/usb/devices/{name}/authorized.',
      en: 'Remove it (network key, telephone, modem); failing that: echo 0 > /sys/bus/usb/devices/{name}/authorized.',
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
  GAP_MOVED: {
    what: {
      fr: 'L’interface « {name} » a bougé pendant la séance scellée (compteur : {counter}); le sas a été tué et la séance abandonnée.',
      en: 'Interface “{name}” moved during the sealed session (counter: {counter}); the chamber was killed and the session aborted.',
    },
    fix: {
      fr: 'Cherchez qui ou quoi a touché à ce lien, même un instant, puis reprenez les mêmes lots.',
      en: 'Find who or what touched this link, were it for an instant, then take up the same bundles.',
    },
  },
  GAP_DEVICE: {
    what: {
      fr: 'Un appareil ou une route du réseau, « {name} », est apparu ou a disparu pendant la séance scellée; le sas a été tué et la séance abandonnée.',
      en: 'A network device or route, “{name}”, came or went during the sealed session; the chamber was killed and the session aborted.',
    },
    fix: {
      fr: 'Ne branchez ni ne retirez rien pendant une séance, puis reprenez les mêmes lots.',
      en: 'Plug and unplug nothing during a session, then take up the same bundles.',
    },
  },
  GAP_WATCH: {
    what: {
      fr: 'La surveillance des liens de la machine ne peut pas être tenue ({reason}); rien n’est ouvert sans elle.',
      en: 'The watch over the machine’s links cannot be kept ({reason}); nothing is opened without it.',
    },
    fix: {
      fr: 'Installez iproute2 (ip) et util-linux (setpriv, nsenter), puis reprenez les mêmes lots.',
      en: 'Install iproute2 (ip) and util-linux (setpriv, nsenter), then take up the same bundles.',
    },
  },
  GAP_CONTAINER: {
    what: {
      fr: 'Écluse voit les liens d’un conteneur ({where}), non ceux de la machine : elle ne peut pas prouver que celle-ci est débranchée.',
      en: 'Écluse sees a container’s links ({where}), not the machine’s: it cannot prove that the machine is unplugged.',
    },
    fix: {
      fr: 'Lancez l’appareil hors du conteneur, ou montez-y ceux de l’hôte : -v /proc:/host/proc:ro -v /sys:/host/sys:ro, avec --privileged.',
      en: 'Run the appliance outside the container, or mount the host’s in it: -v /proc:/host/proc:ro -v /sys:/host/sys:ro, with --privileged.',
    },
  },
  GAP_FOREIGN: {
    what: {
      fr: 'Ce que le noyau montre ici ({where}) n’est pas l’espace réseau de la machine.',
      en: 'What the kernel shows here ({where}) is not the machine’s network namespace.',
    },
    fix: {
      fr: 'Lancez l’appareil dans l’espace réseau du processus 1, avec son /proc et son /sys.',
      en: 'Run the appliance in the network namespace of process 1, with its /proc and its /sys.',
    },
  },
  GAP_UNREADABLE: {
    what: {
      fr: 'Les liens de la machine ne peuvent pas être lus ({where}) : rien ne prouve qu’elle soit débranchée.',
      en: 'The machine’s links cannot be read ({where}): nothing proves that it is unplugged.',
    },
    fix: {
      fr: 'Lancez l’appareil en root, avec toutes ses capacités (CAP_SYS_PTRACE lit l’espace du processus 1); /proc et /sys doivent être montés.',
      en: 'Run the appliance as root, with all its capabilities (CAP_SYS_PTRACE reads the namespace of process 1); /proc and /sys must be mounted.',
    },
  },
} as const satisfies ErrorCatalogue;
