/** The configuration of a one-node cluster of Ceph 16 that lives below one folder and forgets everything when it ends. */
export const cephConf = (folder: string, monitorPort: number, oldMonitorPort: number): string => `[global]
mon host = [v2:127.0.0.1:${monitorPort},v1:127.0.0.1:${oldMonitorPort}]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
keyring = ${folder}/keyring
auth allow insecure global id reclaim = false
run dir = ${folder}/run
log file = ${folder}/$name.log
admin socket = ${folder}/run/$name.asok
pid file =
# One copy on one daemon; few placement groups, because each costs time when a pool is made.
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
# A nearly full disk of the machine is no reason to stop: nothing is kept on it.
mon data avail crit = 1
mon data avail warn = 1
# The monitor collects changes for a second by default; the gateway makes its pools one after the other.
paxos propose interval = 0.05
paxos min wait = 0.01
mon data = ${folder}/mon
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 4294967296
osd memory target = 1073741824
[client.rgw]
rgw data = ${folder}/rgw
rgw enable usage log = false
rgw dns name = localhost
rgw crypt require ssl = false
`;
