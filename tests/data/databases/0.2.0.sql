BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE failed_sign_ins (
	id VARCHAR(16) NOT NULL, 
	address VARCHAR(64) NOT NULL, 
	time DATETIME NOT NULL, 
	CONSTRAINT pk_failed_sign_ins PRIMARY KEY (id)
);
INSERT INTO "failed_sign_ins" VALUES('uy8i2q363diqxi6i','192.0.2.1','2026-11-27 16:19:20.566836');
CREATE TABLE people (
	"key" VARCHAR(300) NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	administers BOOLEAN NOT NULL, 
	signed_out DATETIME, 
	CONSTRAINT pk_people PRIMARY KEY ("key")
);
INSERT INTO "people" VALUES('https://id.example.com|1','ana@example.com',0,NULL);
INSERT INTO "people" VALUES('https://id.example.com|2','Ben',1,'2026-11-27 16:19:20.551113');
CREATE TABLE revisions (
	scenario_id VARCHAR(16) NOT NULL, 
	number INTEGER NOT NULL, 
	author VARCHAR(300), 
	author_name VARCHAR(300), 
	time DATETIME NOT NULL, 
	note TEXT NOT NULL, 
	status INTEGER, 
	document BLOB NOT NULL, 
	CONSTRAINT pk_revisions PRIMARY KEY (scenario_id, number), 
	CONSTRAINT fk_revisions_scenario_id FOREIGN KEY(scenario_id) REFERENCES scenarios (id) ON DELETE CASCADE
);
INSERT INTO "revisions" VALUES('b8mtxfaru4vjzwwz',1,'https://id.example.com|1','ana@example.com','2026-11-27 16:19:20.551190','',404,X'789CAB562A49CD2DC8492C4955B2523ABC5221A634C5C2380548190081C287F9331A947494921293B353F35294ACAA9592F2532A812AAB63943C811A8B6394ACA2636B956A6B01991918E1');
INSERT INTO "revisions" VALUES('b8mtxfaru4vjzwwz',2,'https://id.example.com|2','Ben','2026-11-27 16:19:20.554721','by somebody else',NULL,X'789CAB562A49CD2DC8492C4955B2522A4E4DCECF4B51AA050054720793');
INSERT INTO "revisions" VALUES('egji45pjmzbf4jpm',1,'https://id.example.com|2','Ben','2026-11-27 16:19:20.557442','',404,X'789CAB562A49CD2DC8492C4955B2523ABC5221A634C5C2380548190081C287F9331A947494921293B353F35294ACAA9592F2532A812AAB63943C811A8B6394ACA2636B956A6B01991918E1');
INSERT INTO "revisions" VALUES('4w8vbg4dxdkw58r3',1,NULL,NULL,'2026-11-27 16:19:20.560327','',404,X'789CAB562A49CD2DC8492C4955B2523ABC5221A634C5C2380548190081C287F9331A947494921293B353F35294ACAA9592F2532A812AAB63943C811A8B6394ACA2636B956A6B01991918E1');
INSERT INTO "revisions" VALUES('9vnwicid9nd2yzq4',1,'https://id.example.com|1','ana@example.com','2026-11-27 16:19:20.561053','',404,X'789CAB562A49CD2DC8492C4955B2523ABC5221A634C5C2380548190081C287F9331A947494921293B353F35294ACAA9592F2532A812AAB63943C811A8B6394ACA2636B956A6B01991918E1');
CREATE TABLE scenarios (
	id VARCHAR(16) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	visibility VARCHAR(8) NOT NULL, 
	owner VARCHAR(300), 
	owner_name VARCHAR(300), 
	edit_key VARCHAR(128), 
	parent VARCHAR(16), 
	parent_revision INTEGER, 
	created DATETIME NOT NULL, 
	updated DATETIME NOT NULL, 
	deleted DATETIME, 
	revision INTEGER NOT NULL, 
	status INTEGER, 
	search TEXT NOT NULL, 
	CONSTRAINT pk_scenarios PRIMARY KEY (id)
);
INSERT INTO "scenarios" VALUES('b8mtxfaru4vjzwwz','Items of a page','team','https://id.example.com|1','ana@example.com',NULL,NULL,NULL,'2026-11-27 16:19:20.551190','2026-11-27 16:19:20.554721',NULL,2,NULL,'items of a page
team a
äö
music');
INSERT INTO "scenarios" VALUES('egji45pjmzbf4jpm','Items of a page','private','https://id.example.com|2','Ben',NULL,'b8mtxfaru4vjzwwz',1,'2026-11-27 16:19:20.557442','2026-11-27 16:19:20.557442',NULL,1,404,'items of a page
team a
äö
get /items/{id}
music');
INSERT INTO "scenarios" VALUES('4w8vbg4dxdkw58r3','Items of a page','link',NULL,NULL,'202abb4cda2b4e717d18e4a586c620371abdab2ef9e03c7b33681864ec3c7c779492f3ef59f3f7aafd5115b3f9ed2c07a5230fe091067ba7c7b0f5b3c439bec4',NULL,NULL,'2026-11-27 16:19:20.560327','2026-11-27 16:19:20.560327',NULL,1,404,'items of a page
team a
äö
get /items/{id}
music');
INSERT INTO "scenarios" VALUES('9vnwicid9nd2yzq4','Items of a page','team','https://id.example.com|1','ana@example.com',NULL,NULL,NULL,'2026-11-27 16:19:20.561053','2026-11-27 16:19:20.561053','2026-11-27 16:19:20.561659',1,404,'items of a page
team a
äö
get /items/{id}
music');
CREATE TABLE tags (
	scenario_id VARCHAR(16) NOT NULL, 
	position INTEGER NOT NULL, 
	tag VARCHAR(50) NOT NULL, 
	folded VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_tags PRIMARY KEY (scenario_id, position), 
	CONSTRAINT fk_tags_scenario_id FOREIGN KEY(scenario_id) REFERENCES scenarios (id) ON DELETE CASCADE
);
INSERT INTO "tags" VALUES('b8mtxfaru4vjzwwz',0,'Team A','team a');
INSERT INTO "tags" VALUES('b8mtxfaru4vjzwwz',1,'ÄÖ','äö');
INSERT INTO "tags" VALUES('egji45pjmzbf4jpm',0,'Team A','team a');
INSERT INTO "tags" VALUES('egji45pjmzbf4jpm',1,'ÄÖ','äö');
INSERT INTO "tags" VALUES('4w8vbg4dxdkw58r3',0,'Team A','team a');
INSERT INTO "tags" VALUES('4w8vbg4dxdkw58r3',1,'ÄÖ','äö');
INSERT INTO "tags" VALUES('9vnwicid9nd2yzq4',0,'Team A','team a');
INSERT INTO "tags" VALUES('9vnwicid9nd2yzq4',1,'ÄÖ','äö');
CREATE TABLE tokens (
	id VARCHAR(16) NOT NULL, 
	hash VARCHAR(128) NOT NULL, 
	owner VARCHAR(300) NOT NULL, 
	owner_name VARCHAR(300) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	scope VARCHAR(8) NOT NULL, 
	created DATETIME NOT NULL, 
	expires DATETIME, 
	CONSTRAINT pk_tokens PRIMARY KEY (id)
);
INSERT INTO "tokens" VALUES('4mpimv3zink2e33v','ff406af7ba74f959d90f3ebc1a3081717dbd1354ecacd6155521dd2e4e702fe9bd96326a33ef1d9125af073ab7549150ef6bcc48b61c7228d895f4e08dcd651f','https://id.example.com|1','ana@example.com','CI','read','2026-11-27 16:19:20.565525','2126-11-03 16:19:20.565470');
CREATE INDEX ix_scenarios_deleted ON scenarios (deleted) WHERE deleted IS NOT NULL;
CREATE INDEX ix_scenarios_owner_updated ON scenarios (owner, updated);
CREATE INDEX ix_scenarios_owner_name_updated ON scenarios (owner_name, updated);
CREATE INDEX ix_scenarios_parent_parent_revision ON scenarios (parent, parent_revision);
CREATE INDEX ix_scenarios_updated_id ON scenarios (updated, id);
CREATE UNIQUE INDEX ix_tokens_hash ON tokens (hash);
CREATE INDEX ix_tokens_owner ON tokens (owner);
CREATE INDEX ix_tags_folded ON tags (folded);
CREATE INDEX ix_failed_sign_ins_address_time ON failed_sign_ins (address, time);
COMMIT;
